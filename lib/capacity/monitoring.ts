import { PlimsollError } from '@/lib/core/errors';
import type { Objective } from '@/lib/plan/objective';
import { findProfile } from '@/lib/profiles/profiles';
import type { Store } from '@/lib/store/open-store';
import { objectivesOf } from '@/lib/store/rows';
import { alertRules } from './alert-rules';
import { type CapacityQuery, getCapacityPage } from './get-capacity-page';
import { grafanaDashboard } from './grafana-dashboard';

export interface CapacityRules {
  target: string;
  /** A Prometheus rule file, YAML. */
  rules: string;
  /** A Grafana dashboard, JSON. */
  dashboard: string;
}

/** What a target's monitoring takes over from a profile and the measured line. Throws `not-found`. */
export async function capacityRules(store: Store, query: CapacityQuery): Promise<CapacityRules> {
  const { chosen, profile, line } = await getCapacityPage(store, query);
  if (chosen === undefined || (query.target !== undefined && chosen.target !== query.target))
    throw new PlimsollError('not-found', 'No runs on that target to analyse yet.');
  if (profile === undefined || (query.profile !== undefined && profile.slug !== query.profile))
    throw new PlimsollError('not-found', `There is no profile "${query.profile ?? ''}".`);
  const stored = await findProfile(store, profile.slug, 'Profile not found.');
  const objectives = objectivesOf(stored);
  const known = line.state === 'known' ? line.line : undefined;
  const limitOf = (wanted: Objective['metric']) =>
    objectives.find(({ metric, endpoint, max }) => metric === wanted && !endpoint && max)?.max;
  const { target } = chosen;
  const safeThroughput = known?.throughput;
  const dashboard = grafanaDashboard({
    target,
    safeThroughput,
    p95LimitMs: limitOf('p95'),
    failureShare: limitOf('failureRate'),
  });
  return {
    target,
    rules: alertRules({
      target,
      profile: profile.name,
      objectives,
      safeThroughput,
      measuredBy: known?.from === 'search' ? `search ${known.search}` : 'stored runs',
    }),
    dashboard: `${JSON.stringify(dashboard, null, 2)}\n`,
  };
}
