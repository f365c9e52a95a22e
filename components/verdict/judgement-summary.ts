import { plural } from '@/lib/core/number';
import type { RunJudgement } from '@/lib/runs/model';

/** "Fails Strict (version 1): 1 of 2 objectives broken." */
export function judgementSummary({ profile, verdict, verdicts }: RunJudgement): string {
  const name =
    profile === undefined
      ? 'the plan’s own objectives'
      : `${profile.name} (version ${profile.version})`;
  const count = (of: string) => verdicts.filter((one) => one.verdict === of).length;
  const of = `of ${plural(verdicts.length, 'objective')}`;
  switch (verdict) {
    case 'pass':
      return `Meets ${name}: ${count('pass')} ${of} met${besides(count('fail'))}.`;
    case 'fail':
      return `Fails ${name}: ${count('fail')} ${of} broken.`;
    case 'no-data':
      return `Cannot be judged by ${name}: no data for ${count('no-data')} ${of}.`;
    case undefined:
      return `No objective of ${name} fails a run: ${count('fail')} ${of} broken.`;
  }
}

/** Of objectives that fail no run. */
function besides(broken: number): string {
  return broken === 0 ? '' : `, ${broken} broken that ${broken === 1 ? 'fails' : 'fail'} no run`;
}
