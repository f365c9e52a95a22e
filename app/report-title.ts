import type { ReportRequest } from '@/lib/reports/model';

/** What a report's file and tab are called. */
export function reportTitle({ subject, title }: ReportRequest): string {
  if (title !== undefined) return title;
  switch (subject.kind) {
    case 'run':
      return `Plimsoll report: run ${subject.run}`;
    case 'compare':
      return `Plimsoll report: comparison of runs ${subject.runs.join(', ')}`;
    case 'suite':
      return `Plimsoll report: suite ${subject.suite}`;
    case 'capacity':
      return `Plimsoll report: capacity${subject.target === undefined ? '' : ` of ${subject.target}`}`;
  }
}
