import { join, resolve } from 'node:path';
import { BUILT_IN_PROFILES, BUILT_IN_SCENARIOS } from '@/lib/plan/built-in';
import { openStore, type Store, type StoreLocation } from './open-store';
import { sealWhatIsOpen } from './sealed';

const held = globalThis as typeof globalThis & { plimsollStore?: Promise<Store> };

/** This process's one store, opened (made, migrated, seeded) on first use; `waitMs` as of that use. */
export function getStore(waitMs?: number): Promise<Store> {
  held.plimsollStore ??= openSeeded(waitMs).catch((error: unknown) => {
    // A store that could not be opened is tried again by the next request.
    held.plimsollStore = undefined;
    throw error;
  });
  return held.plimsollStore;
}

/** Where this process's store is, by its environment. */
export function storeLocation(): StoreLocation {
  const root = process.env.PLIMSOLL_ROOT ?? process.cwd();
  return {
    dataDir: resolve(root, process.env.PLIMSOLL_DATA_DIR ?? 'data'),
    migrationsDir: join(root, 'prisma', 'migrations'),
  };
}

async function openSeeded(waitMs?: number): Promise<Store> {
  const store = openStore({ ...storeLocation(), waitMs });
  await seedStore(store, process.env);
  await sealWhatIsOpen(store);
  return {
    ...store,
    close() {
      // Whoever asks after this gets one that is open.
      held.plimsollStore = undefined;
      return store.close();
    },
  };
}

const REFERENCE_TARGET = 'Reference service';

/**
 * Puts in what every installation has, as this version has it: the built-in profiles and scenarios, the
 * reference target. Profiles are users' to edit: one that is there stays as it is.
 */
export async function seedStore(store: Store, env: Record<string, string | undefined>) {
  await seedProfiles(store);
  const known = await store.prisma.scenario.findMany({ where: { builtIn: true } });
  for (const { slug, name, description, plan, profile } of BUILT_IN_SCENARIOS) {
    const content = { name, description, plan: JSON.stringify(plan) };
    const present = known.find((scenario) => scenario.slug === slug);
    if (
      present?.plan === content.plan &&
      present.description === description &&
      present.profile !== null
    )
      continue;
    // An upsert, for another process may be seeding at the same moment.
    await store.prisma.scenario.upsert({
      where: { slug },
      create: { slug, ...content, profile, builtIn: true },
      update: {
        ...content,
        profile: present?.profile ?? profile,
        version: (present?.version ?? 0) + (present?.plan === content.plan ? 0 : 1),
      },
    });
  }
  await seedReferenceTarget(store, env);
}

async function seedProfiles({ prisma }: Store) {
  const known = await prisma.slaProfile.findMany({ select: { slug: true } });
  for (const { slug, name, description, objectives } of BUILT_IN_PROFILES) {
    if (known.some((profile) => profile.slug === slug)) continue;
    const create = {
      slug,
      name,
      description,
      objectives: JSON.stringify(objectives),
      builtIn: true,
    };
    await prisma.slaProfile.upsert({ where: { slug }, create, update: { slug } });
  }
}

async function seedReferenceTarget(store: Store, env: Record<string, string | undefined>) {
  if (env.REFERENCE === 'off') return;
  const origin = `http://127.0.0.1:${env.REFERENCE_PORT ?? '8001'}`;
  const address = {
    url: `${origin}/api/v1/jsonrpc`,
    metricsUrl: `${origin}/metrics`,
    traceUrl: `${origin}/api/v1/traces/{traceId}`,
  };
  const known = await store.prisma.target.findFirst({ where: { builtIn: true } });
  if (known !== null) {
    // The port may have been set anew since the last start; a command that knows of none leaves it.
    if (env.REFERENCE_PORT !== undefined && known.url !== address.url)
      await store.prisma.target.update({ where: { id: known.id }, data: address });
    return;
  }
  if ((await store.prisma.target.count()) > 0) return;
  const name = REFERENCE_TARGET;
  const create = { name, builtIn: true, ...address };
  await store.prisma.target.upsert({ where: { name }, create, update: { name } });
}
