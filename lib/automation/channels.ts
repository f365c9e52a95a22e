import { z } from 'zod';
import { PlimsollError, type Problem } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/problems';
import type { Channel, Delivery } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';
import { channelEventsOf, deliveryStatusOf } from '@/lib/store/rows';
import { CHANNEL_SECRET, CHANNEL_URL, seal, unseal } from '@/lib/store/sealed';
import { allowedHosts } from '@/lib/targets/allowed-hosts';
import { httpUrlSchema } from '@/lib/targets/model';
import { addressOf, post, publicUrl, webhookPayload } from './deliver-notifications';
import { CHANNEL_EVENT_NAMES, type ChannelEvent, type ChannelView } from './model';

const REFUSED = 'The channel is not valid.';
const LATEST = 5;
const MIN_SECRET = 16;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

const schema = z.object({
  id: z.int().optional(),
  name: z.string().trim().min(1, 'is required.').max(80, 'must have at most 80 characters.'),
  kind: z.enum(['webhook', 'slack'], 'must be a webhook or Slack.'),
  url: z.union([z.literal('').transform(() => undefined), httpUrlSchema]).optional(),
  secret: z
    .string()
    .refine(
      (text) => text === '' || text.length >= MIN_SECRET,
      `must have at least ${MIN_SECRET} characters.`,
    )
    .refine(
      (text) => !text.startsWith('whsec_') || BASE64.test(text.slice('whsec_'.length)),
      'must be base64 after "whsec_".',
    )
    .optional(),
  removeSecret: z.boolean().optional(),
  events: z
    .array(z.enum(CHANNEL_EVENT_NAMES as [ChannelEvent, ...ChannelEvent[]]))
    .min(1, 'must contain at least one event.'),
});

/**
 * Adds a channel or changes one; an address or a secret that is left empty stays as it is stored. Throws
 * `invalid-input` with every problem, or `not-found`.
 */
export async function saveChannel(store: Store, input: unknown): Promise<number> {
  const { prisma } = store;
  const { id, events, ...rest } = parseInput(schema, input, REFUSED);
  const stored = id === undefined ? null : await prisma.channel.findUnique({ where: { id } });
  if (id !== undefined && stored === null) throw notFound(id);
  const url = rest.url === undefined ? stored?.url : seal(store, rest.url, CHANNEL_URL);
  const problems: Problem[] = [];
  const taken = await prisma.channel.findUnique({ where: { name: rest.name } });
  if (taken !== null && taken.id !== id)
    problems.push({
      path: 'name',
      message: `is already taken by another channel.`,
    });
  if (url === undefined) problems.push({ path: 'url', message: 'is required.' });
  if (url === undefined || problems.length > 0)
    throw new PlimsollError('invalid-input', REFUSED, problems);
  const kept = rest.secret ? seal(store, rest.secret, CHANNEL_SECRET) : (stored?.secret ?? null);
  const secret = rest.removeSecret ? null : kept;
  const { name, kind } = rest;
  const data = { name, kind, url, secret, events: JSON.stringify(events) };
  if (id === undefined) return (await prisma.channel.create({ data })).id;
  await prisma.channel.update({ where: { id }, data });
  return id;
}

/** News that waits for one that is off is kept for a day, and sent if it is on again by then. */
export async function switchChannel({ prisma }: Store, id: number, enabled: boolean) {
  const { count } = await prisma.channel.updateMany({ where: { id }, data: { enabled } });
  if (count === 0) throw notFound(id);
}

export async function deleteChannel({ prisma }: Store, id: number): Promise<void> {
  const { count } = await prisma.channel.deleteMany({ where: { id } });
  if (count === 0) throw notFound(id);
}

export async function listChannels(store: Store): Promise<ChannelView[]> {
  const channels = await store.prisma.channel.findMany({
    include: { deliveries: { orderBy: { id: 'desc' }, take: LATEST } },
    orderBy: { name: 'asc' },
  });
  return channels.map((channel) => channelView(store, channel));
}

function channelView(
  store: Store,
  { deliveries, ...channel }: Channel & { deliveries: Delivery[] },
): ChannelView {
  const { id, name, enabled } = channel;
  return {
    id,
    name,
    enabled,
    kind: channel.kind === 'slack' ? 'slack' : 'webhook',
    host: hostOfChannel(store, channel),
    hasSecret: channel.secret !== null,
    events: channelEventsOf(channel),
    deliveries: deliveries.map((delivery) => ({
      id: delivery.id,
      event: delivery.event,
      title: delivery.title,
      status: deliveryStatusOf(delivery),
      attempts: delivery.attempts,
      lastError: delivery.lastError ?? undefined,
      createdAt: delivery.createdAt.toISOString(),
      nextAttemptAt: delivery.nextAttemptAt?.toISOString(),
    })),
  };
}

/** What can be shown of the address; "?" where another key has sealed it. */
function hostOfChannel(store: Store, { url }: Channel): string {
  try {
    return new URL(unseal(store, url, CHANNEL_URL)).host;
  } catch {
    return '?';
  }
}

function notFound(id: number): PlimsollError {
  return new PlimsollError('not-found', `There is no channel ${id}.`);
}

/** Sends a test notification at once. Throws `unavailable` with why it did not arrive, or `not-found`. */
export async function testChannel(store: Store, id: number, nowMs: number): Promise<void> {
  const { prisma } = store;
  const channel = await prisma.channel.findUnique({ where: { id } });
  if (channel === null) throw new PlimsollError('not-found', `There is no channel ${id}.`);
  const delivery = {
    ...addressOf(store, channel),
    event: 'test',
    id: `test-${nowMs}`,
    body: webhookPayload(channel.kind === 'slack' ? 'slack' : 'webhook', {
      event: 'test',
      title: 'Test notification from Plimsoll',
      text: 'This channel works. Notifications for the selected events will be sent here.',
      link: `${publicUrl()}/automation`,
      at: new Date(nowMs).toISOString(),
    }),
  };
  const allowed = await allowedHosts(store);
  const problem = await post(delivery, { nowMs, allowed });
  if (problem !== undefined) throw new PlimsollError('unavailable', problem);
}
