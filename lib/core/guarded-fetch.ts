import { Agent, fetch, type RequestInit, type Response } from 'undici';
import { type AllowedHosts, guardedLookup, refuseAddress } from './host-guard';

const agents = new Map<string, Agent>();

/** `fetch` that connects to no address but this machine's and allowed ones; rejects with HOST_NOT_ALLOWED else. */
export async function guardedFetch(
  url: string,
  allowed: AllowedHosts,
  init: RequestInit,
): Promise<Response> {
  refuseAddress(new URL(url).hostname, allowed);
  // Connections are kept by what was allowed when they were made.
  const key = allowed.join();
  const agent = agents.get(key) ?? new Agent({ connect: { lookup: guardedLookup(allowed) } });
  agents.set(key, agent);
  return fetch(url, { ...init, dispatcher: agent });
}
