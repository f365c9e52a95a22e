import type { CompareSide } from '@/lib/compare/model';

/** "Run 12", "Published Moderate". */
export function sideName(side: CompareSide): string {
  return side.kind === 'run' ? `Run ${side.run.number}` : `Published ${side.reported.scenario}`;
}

/** "run 12", "published Moderate": within a sentence; a scenario's name keeps its case. */
export function inSentence(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** Where there is room for a word only: "run 12", "published". */
export function sideShortName(side: CompareSide): string {
  return side.kind === 'run' ? `run ${side.run.number}` : 'published';
}

const CANDIDATES = ['var(--accent)', 'var(--series-a)', 'var(--series-c)', 'var(--series-d)'];

/** The baseline is ink, the first of the others the accent. */
export function sideColors(
  sides: readonly CompareSide[],
  baseline: string,
): Record<string, string> {
  const others = sides.filter(({ key }) => key !== baseline);
  return Object.fromEntries(
    sides.map(({ key }) => [
      key,
      key === baseline ? 'var(--ink)' : (CANDIDATES[others.findIndex((o) => o.key === key)] ?? ''),
    ]),
  );
}
