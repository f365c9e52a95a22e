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
      ? { Arrivals: arrivalsLabel(load), 'Max in flight': overloadLabel(load) }
      : { 'Wait between tasks': waitLabel(plan) }),
    'Warm-up': warmUpMs ? `${span(warmUpMs)} (excluded from results)` : undefined,
    Timeout: span(plan.timeoutMs),
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
  poisson: 'random (Poisson)',
  gamma: 'random, bursty (gamma)',
  replay: 'as recorded',
} as const;

const CLEAN_UP_LABELS = {
  stopped: 'cancel jobs if the run is stopped',
  always: 'cancel jobs at the end',
  never: 'leave jobs running',
} as const;

function arrivalsLabel(load: OpenLoad): string {
  const label = ARRIVAL_LABELS[load.arrivals];
  return load.arrivals === 'gamma' ? `${label}, burstiness ${load.burstiness}` : label;
}

function overloadLabel({ maxInFlight, overload }: OpenLoad): string {
  return `${count(maxInFlight)}; excess arrivals are ${overload === 'drop' ? 'dropped' : 'queued'}`;
}

function waitLabel({ load, requests }: LoadPlan): string {
  const waitMs = load.model === 'closed' ? load.waitMs : undefined;
  if (waitMs !== undefined) return `${ms(waitMs.min)} to ${ms(waitMs.max)}`;
  return requests === undefined ? 'per behaviour' : 'none';
}

function connectionLabel(connection: Connection): string {
  const parts = [
    connection.http === undefined ? undefined : `HTTP/${connection.http}`,
    connection.keepAlive === false ? 'new connection per request' : undefined,
    connection.maxConnections && `max ${plural(connection.maxConnections, 'connection')}`,
    connection.insecure ? 'certificates not verified' : undefined,
    connection.ca === undefined ? undefined : 'custom CA',
    connection.proxy === undefined ? undefined : `via ${connection.proxy}`,
    connection.traceContext ? 'trace headers (W3C)' : undefined,
  ];
  return parts.filter(Boolean).join(', ') || 'default';
}

/** Exact to three digits, where `span` rounds to seconds: "2.50 s". */
function ms(value: number): string {
  return textOf(latency(value));
}
