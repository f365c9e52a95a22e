/** What one step of a search showed. */
export interface StepOutcome {
  /** Users, or arrivals per second. */
  load: number;
  reason: StepReason;
  holds: boolean;
  /** False where its time ended before the test was sure. */
  sure: boolean;
  /** It broke, but the generator was in trouble too: that alone is no edge. */
  doubtful?: boolean;
  /** Answers per second; undefined where nothing was answered. */
  throughput?: number;
  /** The worst objective's value as a share of its limit: at most 1 if it holds. */
  strain?: number;
}

const STEP_REASONS = ['first', 'up', 'down', 'guess', 'beside', 'between', 'repeat'] as const;
export type StepReason = (typeof STEP_REASONS)[number];

export interface SearchBounds {
  from: number;
  /** No step goes above it. */
  to: number;
  /** Users are whole. */
  whole: boolean;
  /** The line is found when the loads around it are this near: 0.05 is 5 %. */
  tolerance: number;
  maxSteps: number;
}

/** What a search has found: the most load that held, and the least that did not. */
export interface SearchResult {
  /** Undefined where not even the smallest load held. */
  safeLoad?: number;
  /** Undefined where nothing broke up to the bound. */
  breaksAt?: number;
  /** Both edges were seen to do the same twice. */
  confirmed: boolean;
  why: 'found' | 'bound-held' | 'nothing-held' | 'out-of-steps';
}

export type NextStep = { load: number; reason: StepReason } | SearchResult;

const COARSE = 2;
/** Far from the limit, steps are larger. */
const COARSER = 3;
const RELAXED = 0.3;
const DOWN = 4;
const MIN_OF_RATE = 0.1;

/**
 * The next load to try, or the result. Up in coarse geometric steps until something breaks; then the load
 * that the throughput at the break suggests, what is just beside it, and else the geometric middle, until the
 * edges are near; then both edges once more, and a break that the generator may have had a part in until it is
 * believed. A load that once held and once broke is tried a third time.
 */
export function nextStep(steps: readonly StepOutcome[], bounds: SearchBounds): NextStep {
  const { low, high, torn } = edgesOf(steps);
  const result = (why: SearchResult['why']): SearchResult => ({
    safeLoad: low?.load,
    breaksAt: high?.load,
    why,
    confirmed: [low, high].every((edge) => edge !== undefined && edge.votes > 1),
  });
  const isSpent = steps.length >= bounds.maxSteps;
  const stepTo = (load: number, reason: StepReason): NextStep =>
    isSpent ? result('out-of-steps') : { load: rounded(load, bounds), reason };
  if (steps.length === 0) return stepTo(bounds.from, 'first');
  if (torn !== undefined) return stepTo(torn, 'repeat');
  if (high === undefined) {
    const top = low?.load ?? bounds.from;
    if (top >= bounds.to)
      return (low?.votes ?? 0) > 1 || isSpent ? result('bound-held') : stepTo(bounds.to, 'repeat');
    const isRelaxed = (low?.last.strain ?? 1) < RELAXED;
    return stepTo(Math.min(bounds.to, top * (isRelaxed ? COARSER : COARSE)), 'up');
  }
  if (low === undefined) {
    const least = bounds.whole ? 1 : MIN_OF_RATE;
    if (high.load <= least) return result('nothing-held');
    return stepTo(Math.max(least, high.load / DOWN), 'down');
  }
  if (areNear(low.load, high.load, bounds)) {
    if (low.votes < 2) return stepTo(low.load, 'repeat');
    if (high.votes < 2) return stepTo(high.load, 'repeat');
    return result('found');
  }
  const between = betweenOf(steps, low, high, bounds);
  return stepTo(between.load, between.reason);
}

interface Edge {
  load: number;
  votes: number;
  last: StepOutcome;
}

/** The largest load that holds below the smallest that breaks, and a load between that did both as often. */
function edgesOf(steps: readonly StepOutcome[]): { low?: Edge; high?: Edge; torn?: number } {
  const loads = [...new Set(steps.map(({ load }) => load))].sort((a, b) => a - b);
  const all = loads.map((load) => {
    const here = steps.filter((step) => step.load === load);
    const held = here.filter(({ holds }) => holds).length;
    const believed = here.filter(({ holds, doubtful }) => !holds && !doubtful).length;
    // A doubtful break counts against nothing that was believed, but nobody goes above it for now.
    const broke = held === 0 && believed === 0 ? here.length : believed;
    return { load, held, broke, votes: believed, last: here.at(-1) as StepOutcome };
  });
  const torn = all.find(({ held, broke }) => held === broke)?.load;
  const broken = all.find(({ held, broke }) => broke > held);
  const holding = all
    .filter(({ load, held, broke }) => held > broke && load < (broken?.load ?? Infinity))
    .at(-1);
  return {
    torn,
    low: holding && { load: holding.load, votes: holding.held, last: holding.last },
    high: broken && { load: broken.load, votes: broken.votes, last: broken.last },
  };
}

function areNear(low: number, high: number, { tolerance, whole }: SearchBounds): boolean {
  return high <= low * (1 + tolerance) || (whole && high - low <= 1);
}

/** Somewhere strictly between the edges. */
function betweenOf(
  steps: readonly StepOutcome[],
  low: Edge,
  high: Edge,
  bounds: SearchBounds,
): { load: number; reason: StepReason } {
  const tried = (reason: number) =>
    steps.some(({ load }) => Math.abs(load / reason - 1) < bounds.tolerance / 4);
  const isInside = (load: number) => {
    const at = rounded(load, bounds);
    return at > low.load && at < high.load && !tried(at);
  };
  const guess = guessOf(low.last, high.last);
  if (guess !== undefined && isInside(guess)) return { load: guess, reason: 'guess' };
  // What a guess bounds from one side is close on the other.
  const last = steps.at(-1);
  const reach = 1 + bounds.tolerance * 0.9;
  const beside = last?.holds ? low.load * reach : high.load / reach;
  if (last?.reason === 'guess' && isInside(beside)) return { load: beside, reason: 'beside' };
  return { load: Math.sqrt(low.load * high.load), reason: 'between' };
}

/** The load that would give the throughput of the break, if throughput grew as it did where all was well. */
function guessOf(low: StepOutcome, high: StepOutcome): number | undefined {
  if (!low.throughput || !high.throughput) return undefined;
  return (low.load * high.throughput) / low.throughput;
}

function rounded(load: number, { whole, to }: SearchBounds): number {
  if (whole) return Math.min(to, Math.max(1, Math.round(load)));
  return Math.min(to, Number(load.toPrecision(3)));
}
