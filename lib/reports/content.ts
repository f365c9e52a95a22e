import { getCapacityPage } from '@/lib/capacity/get-capacity-page';
import type { CapacityPage } from '@/lib/capacity/model';
import { compareCandidates, compareDifferences, compareSides } from '@/lib/compare/compare-sides';
import {
  type CandidateChange,
  type CompareSide,
  compareQuery,
  type Difference,
} from '@/lib/compare/model';
import { PlimsollError } from '@/lib/core/errors';
import { familyHash } from '@/lib/plan/plan-hash';
import { getRun } from '@/lib/runs/get-run';
import { getRunMetrics } from '@/lib/runs/metrics';
import type { RunDetail, RunMetrics } from '@/lib/runs/model';
import type { Store } from '@/lib/store/open-store';
import { getSuite } from '@/lib/suites/suites';
import type { ReportRequest, ReportSubject } from './model';

/** Everything that a report shows; `logo` as a data address. */
export type ReportContent = { logo?: string } & (
  | { kind: 'run'; run: RunDetail; metrics: RunMetrics; capacity?: CapacityPage }
  | {
      kind: 'compare';
      sides: CompareSide[];
      baseline: string;
      margin: number;
      differences: { key: string; differences: Difference[] }[];
      changes: CandidateChange[];
    }
  | { kind: 'suite'; suite: NonNullable<Awaited<ReturnType<typeof getSuite>>> }
  | { kind: 'capacity'; page: CapacityPage }
);

/** What a report is made of; undefined where what it is of does not exist. */
export async function reportContent(
  store: Store,
  { subject, template }: ReportRequest,
): Promise<ReportContent | undefined> {
  const content = await contentOf(store, subject);
  if (content === undefined || template === undefined) return content;
  const kept = await store.prisma.reportTemplate.findUnique({ where: { id: template } });
  return { ...content, logo: kept?.logo ?? undefined };
}

async function contentOf(store: Store, subject: ReportSubject): Promise<ReportContent | undefined> {
  switch (subject.kind) {
    case 'run':
      return runContent(store, subject.run);
    case 'compare':
      return comparisonContent(store, subject);
    case 'suite': {
      const suite = await getSuite(store, subject.suite);
      return suite && { kind: 'suite', suite };
    }
    case 'capacity':
      return {
        kind: 'capacity',
        page: await getCapacityPage(store, {
          target: subject.target,
          familyHash: subject.family,
          profile: subject.profile,
        }),
      };
  }
}

async function runContent(store: Store, number: number): Promise<ReportContent | undefined> {
  const run = await getRun(store, number);
  const metrics = await getRunMetrics(store, number);
  if (run === undefined || metrics === undefined) return undefined;
  const family = { target: run.target.name, familyHash: familyHash(run.plan) };
  const capacity = await getCapacityPage(store, family);
  const isOfItsKind =
    capacity.chosen?.target === family.target &&
    capacity.chosen.familyHash === family.familyHash &&
    capacity.points.length > 0;
  return { kind: 'run', run, metrics, capacity: isOfItsKind ? capacity : undefined };
}

async function comparisonContent(
  store: Store,
  { runs, base, marginPercent }: Extract<ReportSubject, { kind: 'compare' }>,
): Promise<ReportContent | undefined> {
  const address = new URLSearchParams({ runs: runs.join(',') });
  if (base !== undefined) address.set('base', base);
  if (marginPercent !== undefined) address.set('margin', String(marginPercent));
  const query = compareQuery(address);
  try {
    const sides = await compareSides(store, query.keys);
    return {
      kind: 'compare',
      sides,
      baseline: query.baseline,
      margin: query.margin,
      differences: await compareDifferences(store, sides, query),
      changes: await compareCandidates(store, query),
    };
  } catch (error) {
    if (error instanceof PlimsollError) return undefined;
    throw error;
  }
}
