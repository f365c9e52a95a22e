import type { Difference } from '@/lib/compare/model';
import { span } from '@/lib/core/duration';
import { textOf } from '@/lib/core/number';
import { bytes } from '@/lib/format/number';
import { parsePlan } from '@/lib/plan/parse-plan';
import type { Run } from '@/lib/store/generated/client';
import type { Environment } from './model';

type Facts = Record<string, { value: string; words: string }>;

/** In what two runs differ besides what they measured: explained, and never a reason not to compare. */
export function comparability(base: Run, candidate: Run): Difference[] {
  const [a, b] = [factsOf(base), factsOf(candidate)];
  return Object.entries(a).flatMap(([field, { value, words }]) => {
    const other = b[field]?.value ?? '';
    return value === other ? [] : [{ field, base: value, candidate: other, words }];
  });
}

function factsOf(run: Run): Facts {
  const environment =
    run.environment === null ? undefined : (JSON.parse(run.environment) as Environment);
  const plan = parsePlan(JSON.parse(run.plan));
  const unknown = 'not known';
  const known = (value: string | undefined) => value || unknown;
  const words = {
    tool: 'Tools count differently: what is response time to one is service time to another.',
    plan: 'The load is not the same: a change may be the load’s doing.',
    build: 'The target is another build: this may be what you want to compare.',
    target: 'They loaded different targets.',
    machine:
      'The generator ran on another machine or another Node: small changes may be its doing.',
    generators: 'The load was shared by another number of threads.',
    validity: 'Not both runs are valid: what the generator measured may not be believed.',
    length: 'They are not of the same length: warm-up and drift weigh differently.',
    status: 'Not both ran to their end.',
  };
  return {
    'measured by': { value: run.source ?? 'Plimsoll', words: words.tool },
    plan: { value: run.planHash, words: words.plan },
    target: { value: run.targetUrl, words: words.target },
    'target build': { value: known(environment?.target), words: words.build },
    machine: {
      value: environment
        ? `${environment.cpu}, ${environment.cores} cores, ${textOf(bytes(environment.memoryBytes))}, ${environment.platform}`
        : unknown,
      words: words.machine,
    },
    Node: { value: known(environment?.node), words: words.machine },
    generators: { value: String(plan.generators ?? 1), words: words.generators },
    validity: { value: known(run.validity ?? undefined), words: words.validity },
    length: { value: span(run.durationMs ?? undefined), words: words.length },
    status: { value: run.status, words: words.status },
  };
}
