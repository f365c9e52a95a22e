import { objectiveName } from '@/lib/plan/objective';
import { type ObjectiveDraft, objectiveOf } from './objective-draft';

/** What can be chosen, in words: "p95", "failed requests", "queue wait". */
export function subjectLabel(subject: string): string {
  if (subject === 'target') return 'by name';
  const draft: ObjectiveDraft = {
    key: 0,
    subject,
    endpoint: '',
    requests: 'successful',
    series: '',
    statistic: '',
    kind: 'max',
    value: 1,
    eachSecond: false,
    share: 99,
    critical: true,
    abortAfter: Number.NaN,
  };
  const name = objectiveName(objectiveOf(draft));
  return name.replace(/^(Response|Service) time,? /, '').replace(/^Jobs’ (.*) p95$/, '$1');
}
