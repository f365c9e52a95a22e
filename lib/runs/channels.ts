import { z } from 'zod';
import { PlimsollError } from '@/lib/errors/plimsoll-error';
import {
  CHANNEL_EVENT_NAMES,
  type ChannelEvent,
  type ChannelKind,
} from '@/lib/plan/channel-events';
import type { Channel, Delivery } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';
import { parseInput } from './parse-input';
import { httpUrlSchema } from './target-url';

export interface DeliveryView {
  id: number;
  event: string;
  status: 'waiting' | 'sent' | 'failed';
  attempts: number;
  lastError?: string;
  createdAt: string;
  nextAttemptAt?: string;
}

/** A channel without what must stay on the server: of its address the host, of its secret that there is one. */
export interface ChannelView {
  id: number;
  name: string;
  kind: ChannelKind;
  host: string;
  hasSecret: boolean;
  events: ChannelEvent[];
  enabled: boolean;
  /** The latest first. */
  deliveries: DeliveryView[];
}

const REFUSED = 'The channel is not valid.';
const LATEST = 5;
const LEAST_SECRET = 16;

const schema = z.object({
  name: z.string().trim().min(1, 'needs a name.').max(80, 'must have at most 80 characters.'),
  kind: z.enum(['webhook', 'slack'], 'must be a webhook or Slack.'),
  url: httpUrlSchema,
  secret: z
    .string()
    .refine(
      (text) => text === '' || text.length >= LEAST_SECRET,
      `must have at least ${LEAST_SECRET} characters.`,
    )
    .optional(),
  events: z
    .array(z.enum(CHANNEL_EVENT_NAMES as [ChannelEvent, ...ChannelEvent[]]))
    .min(1, 'must be at least one.'),
});

/** Adds a channel. Throws `invalid-input` with every problem. */
export async function addChannel({ prisma }: Store, input: unknown): Promise<number> {
  const { events, secret, ...rest } = parseInput(schema, input, REFUSED);
  if ((await prisma.channel.count({ where: { name: rest.name } })) > 0)
    throw new PlimsollError('invalid-input', REFUSED, [
      { path: 'name', message: `is taken: there is a channel "${rest.name}" already.` },
    ]);
  const { id } = await prisma.channel.create({
    data: { ...rest, secret: secret || null, events: JSON.stringify(events) },
  });
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

export async function listChannels({ prisma }: Store): Promise<ChannelView[]> {
  const channels = await prisma.channel.findMany({
    include: { deliveries: { orderBy: { id: 'desc' }, take: LATEST } },
    orderBy: { name: 'asc' },
  });
  return channels.map(channelView);
}

function channelView({
  deliveries,
  ...channel
}: Channel & { deliveries: Delivery[] }): ChannelView {
  const { id, name, enabled } = channel;
  return {
    ...{ id, name, enabled },
    kind: channel.kind === 'slack' ? 'slack' : 'webhook',
    host: new URL(channel.url).host,
    hasSecret: channel.secret !== null,
    events: JSON.parse(channel.events) as ChannelEvent[],
    deliveries: deliveries.map((delivery) => ({
      id: delivery.id,
      event: delivery.event,
      status: delivery.status as DeliveryView['status'],
      attempts: delivery.attempts,
      lastError: delivery.lastError ?? undefined,
      createdAt: delivery.createdAt.toISOString(),
      nextAttemptAt: delivery.nextAttemptAt?.toISOString(),
    })),
  };
}

function notFound(id: number): PlimsollError {
  return new PlimsollError('not-found', `There is no channel ${id}.`);
}
