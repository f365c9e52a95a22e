import type { TargetEndpoint } from '@/lib/plan/connection';
import type { LoadPlan } from '@/lib/plan/load-plan';
import { filledUrl } from '@/lib/plan/secrets';
import { secretsFor } from '@/lib/secrets/secrets';
import type { Store } from '@/lib/store/open-store';
import { allowedHosts } from './allowed-hosts';
import { tokenOf } from './targets';

/** A job's target: one that is stored, or a mere address. */
interface JobTarget {
  targetId: number | null;
  targetUrl: string;
}

/**
 * Where a job sends its load, with the credentials for it; `token` is one that is not stored. Throws `invalid-input` for a
 * secret that is gone, `unavailable` where another key has encrypted one.
 */
export async function endpointOf(
  store: Store,
  { targetId, targetUrl }: JobTarget,
  plan: LoadPlan,
  token?: string,
): Promise<{ endpoint: TargetEndpoint; metricsUrl?: string }> {
  const stored =
    targetId === null ? null : await store.prisma.target.findUnique({ where: { id: targetId } });
  const metricsUrl = stored?.metricsUrl ?? undefined;
  const secrets = await secretsFor(store, { plan, url: targetUrl, metricsUrl });
  return {
    endpoint: {
      url: filledUrl(targetUrl, secrets),
      token: token ?? tokenOf(store, stored),
      secrets,
      allowedHosts: await allowedHosts(store),
    },
    metricsUrl: metricsUrl && filledUrl(metricsUrl, secrets),
  };
}
