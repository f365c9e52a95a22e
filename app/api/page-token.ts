import { randomUUID } from 'node:crypto';

const held = globalThis as typeof globalThis & { plimsollPageToken?: string };

/** What the dashboard's own pages know, and no other site's can read; new with each start. */
export function pageToken(): string {
  held.plimsollPageToken ??= randomUUID();
  return held.plimsollPageToken;
}
