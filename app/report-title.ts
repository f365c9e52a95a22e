import type { ReportRequest } from '@/lib/reports/model';

/** What a report's file and tab are called. */
export function reportTitle({ subject, title }: ReportRequest): string {
  if (title !== undefined) return title;
  switch (subject.kind) {
    case 'run':
      return `Plimsoll report of run ${subject.run}`;
    case 'compare':
      return `Plimsoll comparison of runs ${subject.runs.join(', ')}`;
    case 'suite':
      return `Plimsoll report of suite ${subject.suite}`;
    case 'capacity':
      return `Plimsoll capacity report${subject.target === undefined ? '' : ` of ${subject.target}`}`;
  }
}
