import { hasEnded, type RunStatus } from '@/lib/plan/run-status';
import { Histogram } from '@/lib/stats/histogram';
import { summariseLatency } from '@/lib/stats/latency-summary';
import { PHASES, type Phase } from '@/lib/stats/windows';
import type { Run } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';
import type { Finding } from '@/lib/verdict/finding';
import type { ObjectiveVerdict, Verdict } from '@/lib/verdict/model';
import { VALIDITY_LIMITS } from '@/lib/verdict/validity-limits';
import type { RunAccumulator } from './accumulator/accumulator';
import type { CleanUp, JobLifeSummary, PhaseSummary, RunDetail } from './model';
import { endpointNames } from './samples';

type EndFacts = Pick<
  RunDetail,
  'validity' | 'generator' | 'phases' | 'jobLife' | 'cleanUp' | 'judgement' | 'findings'
>;

/** What is known of a run only once it has ended. */
export async function endFacts(store: Store, run: Run, seconds: RunAccumulator): Promise<EndFacts> {
  if (!hasEnded(run.status as RunStatus)) return { phases: [] };
  return {
    validity:
      run.validity === null
        ? undefined
        : {
            validity: run.validity as 'valid',
            reasons:
              parsed<NonNullable<RunDetail['validity']>['reasons']>(run.validityReasons) ?? [],
            limits: LIMITS,
          },
    generator: healthOf(seconds),
    phases: await phasesOf(store, run.id),
    jobLife: parsed<JobLifeSummary>(run.jobLife),
    cleanUp: parsed<CleanUp>(run.cleanUp),
    judgement: judgementOf(run),
    findings: parsed<Finding[]>(run.findings),
  };
}

function judgementOf(run: Run): RunDetail['judgement'] {
  const verdicts = parsed<ObjectiveVerdict[]>(run.verdicts) ?? [];
  if (verdicts.length === 0) return undefined;
  return {
    profile: profileOf(run),
    verdict: (run.verdict as Verdict | null) ?? undefined,
    verdicts,
  };
}

/** The profile that a run took a copy of, as it was then. */
export function profileOf({ profileName, profileVersion }: Run): RunDetail['profile'] {
  return profileName === null || profileVersion === null
    ? undefined
    : { name: profileName, version: profileVersion };
}

function healthOf({ generator, overall }: RunAccumulator): RunDetail['generator'] {
  const health = generator.summarise();
  const due = overall.requests + overall.counts.dropped;
  return health && { ...health, achieved: due === 0 ? undefined : overall.requests / due };
}

const LIMITS = Object.values(VALIDITY_LIMITS).map(({ name, unit, suspect, invalid }) => ({
  name,
  suspect: `${suspect.toLocaleString('en')} ${unit}`,
  invalid: `${invalid.toLocaleString('en')} ${unit}`,
}));

function parsed<T>(json: string | null): T | undefined {
  return json === null ? undefined : (JSON.parse(json) as T);
}

async function phasesOf(store: Store, runId: number): Promise<PhaseSummary[]> {
  const names = await endpointNames(store, runId);
  const rows = await store.prisma.phase.findMany({ where: { runId } });
  const order = (phase: string) => PHASES.indexOf(phase as Phase);
  return rows
    .sort((a, b) => a.endpoint - b.endpoint || order(a.phase) - order(b.phase))
    .map(({ endpoint, phase, histogram }) => ({
      endpoint: names[endpoint] ?? '?',
      phase: phase as Phase,
      latency: summariseLatency(Histogram.decode(histogram)),
    }));
}
