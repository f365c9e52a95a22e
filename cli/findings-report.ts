import { clock } from '@/lib/core/duration';
import type { RunDetail } from '@/lib/runs/model';

/** What limited a run, as plain text: the likeliest cause first; '' where nothing was looked for. */
export function findingsReport({ findings }: Pick<RunDetail, 'findings'>): string {
  if (findings === undefined) return '';
  if (findings.length === 0) return 'Nothing that limits the service was found.';
  const items = findings.map(({ title, confidence, sentence, recommendation, spans }, index) => {
    const when = spans.map(({ fromMs, toMs }) => `${clock(fromMs)}–${clock(toMs)}`).join(', ');
    return [
      `${index + 1}. ${title} (${confidence} confidence; ${when})`,
      `   ${sentence}`,
      `   ${recommendation}`,
    ].join('\n');
  });
  return ['What limited it:', ...items].join('\n');
}
