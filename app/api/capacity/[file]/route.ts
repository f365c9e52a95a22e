import { route } from '@/app/access';
import { capacityRules } from '@/lib/capacity/monitoring';
import { PlimsollError } from '@/lib/core/errors';

export const dynamic = 'force-dynamic';

const FILES = {
  'alerts.yml': { part: 'rules', contentType: 'application/yaml; charset=utf-8' },
  'dashboard.json': { part: 'dashboard', contentType: 'application/json; charset=utf-8' },
} as const;

/** `alerts.yml` or `dashboard.json` of `?target=` and `?profile=`. */
export const GET = route('read', async (store, request, { file }: { file: string }) => {
  const known = Object.entries(FILES).find(([name]) => name === file)?.[1];
  const query = new URL(request.url).searchParams;
  if (known === undefined)
    throw new PlimsollError(
      'not-found',
      `${file} not found. Available: alerts.yml, dashboard.json.`,
    );
  const rules = await capacityRules(store, {
    target: query.get('target') ?? undefined,
    profile: query.get('profile') ?? undefined,
  });
  const name = `${rules.target.toLowerCase().replace(/[^a-z0-9]+/g, '-')}-${file}`;
  return new Response(rules[known.part], {
    headers: {
      'content-type': known.contentType,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    },
  });
});
