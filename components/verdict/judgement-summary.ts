import { plural } from '@/lib/core/number';
import type { RunJudgement } from '@/lib/runs/model';

/** "Fails Strict (version 1): 1 of 2 objectives not met." */
export function judgementSummary({ profile, verdict, verdicts }: RunJudgement): string {
  const name =
    profile === undefined
      ? 'the plan’s objectives'
      : `${profile.name} (version ${profile.version})`;
  const count = (of: string) => verdicts.filter((one) => one.verdict === of).length;
  const of = `of ${plural(verdicts.length, 'objective')}`;
  switch (verdict) {
    case 'pass':
      return `Meets ${name}: ${count('pass')} ${of} met${besides(count('fail'))}.`;
    case 'fail':
      return `Fails ${name}: ${count('fail')} ${of} not met.`;
    case 'no-data':
      return `Not evaluated against ${name}: no data for ${count('no-data')} ${of}.`;
    case undefined:
      return `All objectives of ${name} are non-blocking: ${count('fail')} ${of} not met.`;
  }
}

/** Of objectives that fail no run. */
function besides(broken: number): string {
  return broken === 0 ? '' : `, ${broken} non-blocking not met`;
}
