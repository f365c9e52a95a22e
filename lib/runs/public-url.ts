/** Where readers of news find this dashboard: PLIMSOLL_PUBLIC_URL, else where it listens. */
export function publicUrl(env: Record<string, string | undefined> = process.env): string {
  const { PLIMSOLL_PUBLIC_URL: told, HOST, PORT } = env;
  if (told?.trim()) return told.trim().replace(/\/+$/, '');
  return `http://${HOST || '127.0.0.1'}:${PORT || '3000'}`;
}
