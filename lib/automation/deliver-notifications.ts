import { Webhook } from 'standardwebhooks';
import { PlimsollError } from '@/lib/core/errors';
import { guardedFetch } from '@/lib/core/guarded-fetch';
import type { AllowedHosts } from '@/lib/core/host-guard';
import { TimeLimitError, withTimeLimit } from '@/lib/core/time-limit';
import type { Channel } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';
import { CHANNEL_SECRET, CHANNEL_URL, unseal } from '@/lib/store/sealed';
import { allowedHosts } from '@/lib/targets/allowed-hosts';
import type { ChannelEvent, ChannelKind } from './model';

/** How long after an attempt that failed the next is made; after the last it is given up. */
export const RETRY_AFTER_MS = [30_000, 120_000, 600_000, 3_600_000] as const;
const TIMEOUT_MS = 10_000;
const MAX_AT_ONCE = 20;
/** After a day nobody wants to be notified of it. */
const STALE_MS = 24 * 3_600_000;

export interface SendOptions {
  /** Since 1970. */
  nowMs: number;
  timeoutMs?: number;
  /** Ends the attempts under way; they are made again later. */
  signal?: AbortSignal;
  /** Where connections may lead besides this machine. */
  allowed?: AllowedHosts;
}

/** Where and how one piece is sent. */
export interface Delivery {
  url: string;
  secret?: string | null;
  event: string;
  /** The same for every attempt, so that a receiver can tell a repetition. */
  id: string;
  body: string;
}

/**
 * Sends what is due, each piece to its channel, and writes down how that went: sent, to be tried again, or given
 * up after five attempts. Never throws for a receiver's sake, and never waits for one longer than ten seconds.
 */
export async function deliverNotifications(
  store: Store,
  { nowMs, timeoutMs = TIMEOUT_MS, signal }: SendOptions,
): Promise<void> {
  const { prisma } = store;
  const due = await prisma.delivery.findMany({
    where: {
      status: 'waiting',
      nextAttemptAt: { lte: new Date(nowMs) },
      channel: { enabled: true },
    },
    include: { channel: true },
    orderBy: { id: 'asc' },
    take: MAX_AT_ONCE,
  });
  const allowed = await allowedHosts(store);
  await Promise.all(
    due.map(async ({ id, event, body, attempts, createdAt, channel }) => {
      // Taken first: a second worker that looks now does not send it as well.
      const taken = await prisma.delivery.updateMany({
        where: { id, attempts, status: 'waiting' },
        data: {
          attempts: attempts + 1,
          nextAttemptAt: new Date(nowMs + (RETRY_AFTER_MS[attempts] ?? 0)),
        },
      });
      if (taken.count === 0) return;
      const piece = { event, id: `${id}`, body };
      const problem = await sentTo(store, channel, piece, { nowMs, timeoutMs, signal, allowed });
      const isLast = attempts >= RETRY_AFTER_MS.length || nowMs - createdAt.getTime() > STALE_MS;
      if (problem === undefined)
        await prisma.delivery.update({
          where: { id },
          data: { status: 'sent', nextAttemptAt: null, endedAt: new Date(nowMs), lastError: null },
        });
      else
        await prisma.delivery.update({
          where: { id },
          data: {
            lastError: problem,
            ...(isLast && { status: 'failed', nextAttemptAt: null, endedAt: new Date(nowMs) }),
          },
        });
    }),
  );
}

async function sentTo(
  store: Store,
  channel: Channel,
  piece: Omit<Delivery, 'url' | 'secret'>,
  options: SendOptions,
): Promise<string | undefined> {
  try {
    return await post({ ...addressOf(store, channel), ...piece }, options);
  } catch (error) {
    if (error instanceof PlimsollError) return error.message;
    throw error;
  }
}

/** Where a channel's pieces go and what signs them. Throws `unavailable` where another key has sealed it. */
export function addressOf(
  store: Store,
  { url, secret }: Pick<Channel, 'url' | 'secret'>,
): Pick<Delivery, 'url' | 'secret'> {
  return {
    url: unseal(store, url, CHANNEL_URL),
    secret: secret && unseal(store, secret, CHANNEL_SECRET),
  };
}

/** One attempt; why it failed, in a sentence, or undefined when it has arrived. */
export async function post(
  delivery: Delivery,
  { nowMs, timeoutMs = TIMEOUT_MS, signal, allowed = [] }: SendOptions,
): Promise<string | undefined> {
  try {
    const response = await withTimeLimit(timeoutMs, signal, async (limited) => {
      const answer = await guardedFetch(delivery.url, allowed, {
        method: 'POST',
        headers: headersOf(delivery, new Date(nowMs)),
        body: delivery.body,
        // Where it would lead to was not entered by the channel's owner.
        redirect: 'manual',
        signal: limited,
      });
      await answer.body?.cancel();
      return answer;
    });
    if (response.ok) return undefined;
    if (response.status >= 300 && response.status < 400)
      return `Received HTTP ${response.status}. Redirects are not followed: enter the final URL.`;
    return `Received HTTP ${response.status}.`;
  } catch (error) {
    if (error instanceof TimeLimitError) return `No response within ${timeoutMs / 1000} s.`;
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return `Not reachable: ${cause instanceof Error ? cause.message : String(cause)}.`;
  }
}

/** As Standard Webhooks has it: the time is signed too, so that a receiver can refuse a replay. */
function headersOf({ event, id, body, secret }: Delivery, at: Date): Record<string, string> {
  return {
    'content-type': 'application/json',
    'user-agent': 'Plimsoll',
    'x-plimsoll-event': event,
    'webhook-id': id,
    'webhook-timestamp': `${Math.floor(at.getTime() / 1000)}`,
    ...(secret && { 'webhook-signature': webhookOf(secret).sign(id, at, body) }),
  };
}

/** A secret "whsec_…" is base64, any other is taken as it is written. */
export function webhookOf(secret: string): Webhook {
  return secret.startsWith('whsec_') ? new Webhook(secret) : new Webhook(secret, { format: 'raw' });
}

/** Where readers of notifications find this dashboard: PLIMSOLL_PUBLIC_URL, else where it listens. */
export function publicUrl(env: Record<string, string | undefined> = process.env): string {
  const { PLIMSOLL_PUBLIC_URL: told, HOST, PORT } = env;
  if (told?.trim()) return told.trim().replace(/\/+$/, '');
  return `http://${HOST || '127.0.0.1'}:${PORT || '3000'}`;
}

/** One notification. */
export interface Notification {
  event: ChannelEvent | 'test';
  /** "Run 12 does not meet its objectives". */
  title: string;
  /** What was seen, in sentences. */
  text: string;
  /** In the dashboard; absolute. */
  link: string;
  /** ISO 8601. */
  at: string;
  run?: number;
  suite?: number;
  schedule?: string;
}

/** What is sent: to a webhook the notification as JSON, to Slack a message of blocks. */
export function webhookPayload(kind: ChannelKind, notification: Notification): string {
  const { event, title, text, link, at, run = null, suite = null, schedule = null } = notification;
  if (kind === 'webhook')
    return JSON.stringify({ event, title, text, link, at, run, suite, schedule });
  return JSON.stringify({
    text: `${title}. ${text}`,
    blocks: [
      {
        type: 'section',
        text: { type: 'mrkdwn', text: `*${escaped(title)}*\n${escaped(text)}` },
      },
      {
        type: 'context',
        elements: [{ type: 'mrkdwn', text: `<${link}|Open in Plimsoll>` }],
      },
    ],
  });
}

/** The three signs that Slack reads as its own. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
