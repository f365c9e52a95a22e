/** Called by Next when its server starts, once: tells the store where this dashboard answers. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs' || process.env.NODE_ENV !== 'production') return;
  if (process.env.NEXT_PHASE === 'phase-production-build') return;
  const { readSettings } = await import('@/lib/core/settings');
  const settings = readSettings(process.env);
  if (!settings.ok) {
    for (const { message } of settings.problems) console.error(message);
    process.exit(2);
  }
  try {
    const [{ getStore }, { announceDashboard }, { ownUrl }] = await Promise.all([
      import('@/lib/store/get-store'),
      import('@/lib/reports/running-dashboard'),
      import('@/app/api/own-url'),
    ]);
    await announceDashboard(await getStore(), ownUrl());
  } catch (error) {
    // Pages say what is wrong with the store; without this a report only starts a dashboard of its own.
    console.error(`This dashboard could not announce itself: ${String(error)}`);
  }
  process.send?.({ type: 'ready' });
}
