import { BUILT_IN_SCENARIOS } from '@/lib/plan/built-in-scenarios';
import type { Store } from '@/lib/store/open-store';

const REFERENCE_TARGET = 'Reference service';

/** Puts in what every installation has: the built-in scenarios and, on first start, the reference target. */
export async function seedStore(store: Store, env: Record<string, string | undefined>) {
  for (const { slug, name, description, plan } of BUILT_IN_SCENARIOS) {
    const content = { name, description, plan: JSON.stringify(plan), builtIn: true };
    await store.prisma.scenario.upsert({
      where: { slug },
      create: { slug, ...content },
      update: content,
    });
  }
  await seedReferenceTarget(store, env);
}

async function seedReferenceTarget(store: Store, env: Record<string, string | undefined>) {
  if (env.REFERENCE === 'off') return;
  const origin = `http://127.0.0.1:${env.REFERENCE_PORT ?? '8001'}`;
  const address = { url: `${origin}/api/v1/jsonrpc`, metricsUrl: `${origin}/metrics` };
  const known = await store.prisma.target.findFirst({ where: { builtIn: true } });
  if (known !== null) {
    // The port may have been set anew since the last start; the target must follow it.
    if (known.url !== address.url)
      await store.prisma.target.update({ where: { id: known.id }, data: address });
    return;
  }
  if ((await store.prisma.target.count()) > 0) return;
  await store.prisma.target.create({ data: { name: REFERENCE_TARGET, builtIn: true, ...address } });
}
