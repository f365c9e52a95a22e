import { post } from '@/lib/automation/deliver-notifications';
import { PlimsollError } from '@/lib/core/errors';
import { newsBody } from '@/lib/interop/news-body';
import type { Store } from '@/lib/store/open-store';
import { publicUrl } from './public-url';

/** Sends a piece of test news at once. Throws `unavailable` with why it did not arrive, or `not-found`. */
export async function testChannel({ prisma }: Store, id: number, nowMs: number): Promise<void> {
  const channel = await prisma.channel.findUnique({ where: { id } });
  if (channel === null) throw new PlimsollError('not-found', `There is no channel ${id}.`);
  const problem = await post({
    ...{ url: channel.url, secret: channel.secret, event: 'test', id: `test-${nowMs}` },
    body: newsBody(channel.kind === 'slack' ? 'slack' : 'webhook', {
      event: 'test',
      title: 'Plimsoll can reach this channel',
      text: 'This is a test. What is chosen for the channel will come here.',
      link: `${publicUrl()}/routine`,
      at: new Date(nowMs).toISOString(),
    }),
  });
  if (problem !== undefined) throw new PlimsollError('unavailable', problem);
}
