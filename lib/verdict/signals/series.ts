import type { RoleSeries, TargetRole } from '../evidence';
import type { TargetSeries } from '../objective-evidence';

/** The q-quantile, 0 to 1, at rank ceil(q·n); undefined of none. */
export function quantileOf(values: readonly number[], q: number): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)];
}

/** The middle value; of an even count, the lower of the two. */
export function median(values: readonly number[]): number | undefined {
  return quantileOf(values, 0.5);
}

/** The middle of the values that there are. */
export function medianOf(values: readonly (number | undefined)[]): number | undefined {
  return median(values.filter((value) => value !== undefined));
}

/** Running medians over `width` (odd) values; undefined where fewer than half of them are there. */
export function smooth(
  values: readonly (number | undefined)[],
  width: number,
): (number | undefined)[] {
  const half = Math.floor(width / 2);
  return values.map((_, index) => {
    const around = values.slice(Math.max(0, index - half), index + half + 1);
    const present = around.filter((value) => value !== undefined);
    return present.length * 2 < around.length ? undefined : medianOf(present);
  });
}

interface RolePattern {
  is: RegExp;
  not?: RegExp;
  /** Into the role's unit, from what the name says. */
  scale?: (name: string) => number;
}

const DATABASE = /pool|database|_db_|^db_|sql|hikari|pg_|postgres|mysql/;
const POOL = String.raw`(?:pool|connections?|hikaricp\w*|conns?)`;
const inMs = (name: string) => (/seconds/.test(name) ? 1000 : 1);

// By name, as services that export Prometheus metrics usually call them; the first that fits is taken.
const GAUGES: Record<Exclude<TargetRole, 'writeWaitMs'>, RolePattern> = {
  jobQueue: {
    is: /(queue|backlog)(d|_jobs|_length|_depth|_size|_messages)?$|jobs_(queued|pending|waiting)/,
    not: /writ|pool|connection|event|request|database|_db|buffer|send|receive/,
  },
  poolInUse: {
    is: new RegExp(`${POOL}_(in_use|active|busy|used|acquired|checked_?out)|in_use_${POOL}`),
  },
  poolSize: { is: new RegExp(`${POOL}_(size|max|limit|capacity|total)$|max_(open_)?${POOL}`) },
  poolWaiting: { is: new RegExp(`${POOL}_(waiting|waiters|pending|queue)|waiting_${POOL}`) },
  writeQueue: { is: /writer?s?_(queue|pending|backlog)|pending_(writes|commits)/ },
  memoryBytes: { is: /resident_memory_bytes$|(^|_)rss(_bytes)?$|memory_working_set_bytes$/ },
  eventLoopLagMs: {
    is: /event_?loop_?(lag|delay)(_p99|_mean|_max)?(_m?s(econds)?)?$/,
    scale: inMs,
  },
};
const WRITE_WAIT = /(writ|commit|transaction)\w*(wait|duration|latency|time)\w*_(sum|count)$/;
const POOL_ROLES: readonly string[] = ['poolInUse', 'poolSize', 'poolWaiting'];

/** Which of a target's series plays which role, by name; a role that none plays is left out. */
export function roleSeries(all: readonly TargetSeries[]): Partial<Record<TargetRole, RoleSeries>> {
  const roles: Partial<Record<TargetRole, RoleSeries>> = {};
  for (const [role, pattern] of Object.entries(GAUGES)) {
    const chosen = all.find((series) => fits(series, pattern, POOL_ROLES.includes(role)));
    if (chosen === undefined) continue;
    const scale = pattern.scale?.(chosen.name) ?? 1;
    const same = all.filter(({ name }) => name === chosen.name);
    roles[role as TargetRole] = { metric: chosen.name, points: addedUp(same, scale) };
  }
  const writeWaitMs = meanWait(all);
  return writeWaitMs === undefined ? roles : { ...roles, writeWaitMs };
}

/** Whether a series of this name plays a role, for whoever reads them from a store. */
export function hasRole(name: string): boolean {
  const patterns = Object.entries(GAUGES);
  return (
    WRITE_WAIT.test(name) ||
    patterns.some(([role, pattern]) =>
      fits({ name, type: 'gauge' }, pattern, POOL_ROLES.includes(role)),
    )
  );
}

function fits(
  { name, type }: Pick<TargetSeries, 'name' | 'type'>,
  { is, not }: RolePattern,
  ofDatabase: boolean,
): boolean {
  if (type !== 'gauge' && type !== 'untyped') return false;
  return is.test(name) && not?.test(name) !== true && (!ofDatabase || DATABASE.test(name));
}

/** Series of one metric that differ in labels, as one. */
function addedUp(all: readonly TargetSeries[], scale = 1): RoleSeries['points'] {
  const sums = new Map<number, number>();
  for (const { atMs, values } of all)
    for (const [index, at] of atMs.entries())
      sums.set(at, (sums.get(at) ?? 0) + (values[index] ?? 0) * scale);
  return [...sums].sort(([a], [b]) => a - b).map(([atMs, value]) => ({ atMs, value }));
}

/** The mean wait of what ended between two scrapes, from a histogram's or summary's sum and count. */
function meanWait(all: readonly TargetSeries[]): RoleSeries | undefined {
  const sum = all.find(({ name }) => WRITE_WAIT.test(name) && name.endsWith('_sum'));
  if (sum === undefined) return undefined;
  const metric = sum.name.replace(/_sum$/, '');
  const sums = addedUp(all.filter(({ name }) => name === sum.name));
  const counts = new Map(
    addedUp(all.filter(({ name }) => name === `${metric}_count`)).map((p) => [p.atMs, p.value]),
  );
  const points = sums.flatMap(({ atMs, value }, index) => {
    const before = sums[index - 1];
    if (before === undefined) return [];
    const ended = (counts.get(atMs) ?? 0) - (counts.get(before.atMs) ?? 0);
    const waited = (value - before.value) * inMs(metric);
    return ended > 0 && waited >= 0 ? [{ atMs, value: waited / ended }] : [];
  });
  return { metric, points };
}
