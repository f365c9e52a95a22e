import { latency, span } from '@/lib/core/duration';
import { count, plural, textOf } from '@/lib/core/number';
import type { Connection } from '@/lib/plan/connection';
import { usersOf } from '@/lib/plan/figures';
import { requestsLabel } from '@/lib/plan/labels';
import type { OpenLoad } from '@/lib/plan/load';
import type { LoadPlan } from '@/lib/plan/load-plan';
import { objectiveLabel } from '@/lib/plan/objective';

export interface PlanFact {
  name: string;
  value: string;
}

/** A plan in words, besides its stages and what it asks; what is left at its default is left out. */
export function planFacts(plan: LoadPlan): PlanFact[] {
  const { load, warmUpMs, generators, connection, cleanUp, objectives } = plan;
  const facts: Record<string, string | undefined> = {
    Requests: requestsLabel(plan),
    ...(load.model === 'open'
      ? { Arrivals: arrivalsLabel(load), 'In flight at most': overloadLabel(load) }
      : { 'Wait between tasks': waitLabel(plan) }),
    'Warm-up': warmUpMs ? `${span(warmUpMs)}, sent and not counted` : undefined,
    'Time-out': span(plan.timeoutMs),
    Generators: generators === undefined ? undefined : plural(generators, 'thread'),
    Connection: connection && connectionLabel(connection),
    'Clean-up': cleanUp && CLEAN_UP_LABELS[cleanUp],
    Objectives: objectives?.map(objectiveLabel).join('; ') || undefined,
  };
  return Object.entries(facts).flatMap(([name, value]) =>
    value === undefined ? [] : [{ name, value }],
  );
}

/** "training-api (weight 1), burst (weight 3)", or the requests of the plan's own. */
export function requestsSummary(plan: LoadPlan): string {
  const kinds =
    plan.requests?.map(({ name, weight }) => ({ name, weight })) ??
    usersOf(plan).map(({ behaviour, weight }) => ({ name: behaviour, weight }));
  return kinds.map(({ name, weight }) => `${name} (weight ${weight})`).join(', ');
}

const ARRIVAL_LABELS = {
  constant: 'evenly spaced',
  poisson: 'at random (Poisson)',
  gamma: 'at random, in clumps (gamma)',
  replay: 'as recorded',
} as const;

const CLEAN_UP_LABELS = {
  stopped: 'jobs are cancelled when the run is stopped',
  always: 'jobs are cancelled at the end',
  never: 'jobs are left as they are',
} as const;

function arrivalsLabel(load: OpenLoad): string {
  const words = ARRIVAL_LABELS[load.arrivals];
  return load.arrivals === 'gamma' ? `${words}, burstiness ${load.burstiness}` : words;
}

function overloadLabel({ maxInFlight, overload }: OpenLoad): string {
  return `${count(maxInFlight)}; arrivals beyond are ${overload === 'drop' ? 'dropped' : 'queued'}`;
}

function waitLabel({ load, requests }: LoadPlan): string {
  const waitMs = load.model === 'closed' ? load.waitMs : undefined;
  if (waitMs !== undefined) return `${ms(waitMs.min)} to ${ms(waitMs.max)}`;
  return requests === undefined ? 'as each behaviour does' : 'none';
}

function connectionLabel(connection: Connection): string {
  const words = [
    connection.http === undefined ? undefined : `HTTP/${connection.http}`,
    connection.keepAlive === false ? 'a new connection for every request' : undefined,
    connection.maxConnections && `${plural(connection.maxConnections, 'connection')} at most`,
    connection.insecure ? 'certificates not checked' : undefined,
    connection.ca === undefined ? undefined : 'own certificate authority',
    connection.proxy === undefined ? undefined : `through ${connection.proxy}`,
    connection.traceContext ? 'a trace for every request' : undefined,
  ];
  return words.filter(Boolean).join(', ') || 'as usual';
}

/** Exact to three digits, where `span` rounds to seconds: "2.50 s". */
function ms(value: number): string {
  return textOf(latency(value));
}
