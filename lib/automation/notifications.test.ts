import { createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { expect, test } from 'vitest';
import type { Store } from '@/lib/store/open-store';
import { errorOf } from '@/lib/testing/error-of';
import { insertRun } from '@/lib/testing/insert-run';
import { openTestStore } from '@/lib/testing/open-test-store';
import { startHttpServer } from '@/lib/testing/start-server';
import { listChannels, saveChannel, switchChannel, testChannel } from './channels';
import { deliverNotifications, RETRY_AFTER_MS, webhookOf } from './deliver-notifications';
import { enqueueNotifications } from './enqueue-notifications';
import type { ChannelEvent } from './model';

const NOW = Date.parse('2026-11-24T09:00:00Z');
const SECRET = 'a secret of enough length';

interface Received {
  headers: IncomingHttpHeaders;
  body: string;
}

/** A receiver that answers with `status`, or never where that is 0. */
async function startReceiver(status: () => number, location?: string) {
  const received: Received[] = [];
  const { url } = await startHttpServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      received.push({ headers: request.headers, body });
      const answer = status();
      if (answer > 0) response.writeHead(answer, location ? { location } : {}).end('x');
    });
  });
  return { url, received };
}

const channelTo = (store: Store, url: string, over: object = {}) =>
  saveChannel(store, {
    name: 'Ops',
    kind: 'webhook',
    url,
    secret: SECRET,
    events: ['run-failed'],
    ...over,
  });

const failedRun = (store: Store) =>
  insertRun(store, {
    status: 'failed',
    failureReason: 'The target did not answer.',
    endedAt: new Date(NOW),
  });

const deliveriesOf = async (store: Store) => (await listChannels(store))[0]?.deliveries ?? [];

test('a failed run is told once, signed, with a link to it', async () => {
  const store = openTestStore();
  const { url, received } = await startReceiver(() => 200);
  await channelTo(store, url);
  const run = await failedRun(store);
  for (let look = 0; look < 3; look++) {
    await enqueueNotifications(store, NOW);
    await deliverNotifications(store, { nowMs: NOW });
  }
  expect(received).toHaveLength(1);
  const [{ headers, body }] = received as [Received];
  expect(JSON.parse(body)).toEqual({
    event: 'run-failed',
    title: `Run ${run} failed: Light on Test target`,
    text: 'The target did not answer.',
    link: expect.stringMatching(new RegExp(`/runs/${run}$`)),
    at: '2026-11-24T09:00:00.000Z',
    run,
    suite: null,
    schedule: null,
  });
  expect(headers['webhook-signature']).toBe(signatureOf(SECRET, headers, body));
  expect(headers['x-plimsoll-event']).toBe('run-failed');
  expect((await deliveriesOf(store))[0]).toMatchObject({ status: 'sent', attempts: 1 });
});

test('the signature is the HMAC of id, time and body as its receiver computes it', () => {
  const at = new Date(1_700_000_000_000);
  // printf '7.1700000000.{"a":1}' | openssl dgst -sha256 -hmac key -binary | base64
  expect(webhookOf('key').sign('7', at, '{"a":1}')).toBe(
    'v1,ic3GjPol9QZi8y8+ceQG65EggNI4WAQyX594J7i2TVY=',
  );
  const base64 = Buffer.from('key').toString('base64');
  expect(webhookOf(`whsec_${base64}`).sign('7', at, '{"a":1}')).toBe(
    webhookOf('key').sign('7', at, '{"a":1}'),
  );
});

test('a receiver accepts it now, and refuses the same again ten minutes later', async () => {
  const store = openTestStore();
  const { url, received } = await startReceiver(() => 200);
  await channelTo(store, url);
  const sent = async (nowMs: number) => {
    await failedRun(store);
    await enqueueNotifications(store, NOW);
    await deliverNotifications(store, { nowMs });
    const { headers, body } = received.at(-1) as Received;
    return () => webhookOf(SECRET).verify(body, headers as Record<string, string>);
  };
  expect(await sent(Date.now())).not.toThrow();
  expect(await sent(Date.now() - 600_000)).toThrow('too old');
});

test('a receiver that fails is tried five times, later and later, and then given up', async () => {
  const store = openTestStore();
  const { url, received } = await startReceiver(() => 500);
  await channelTo(store, url);
  await failedRun(store);
  await enqueueNotifications(store, NOW);
  let nowMs = NOW;
  for (const wait of [0, ...RETRY_AFTER_MS]) {
    await deliverNotifications(store, { nowMs: nowMs + wait - 1 });
    nowMs += wait;
    await deliverNotifications(store, { nowMs });
  }
  await deliverNotifications(store, { nowMs: nowMs + 10 * 3_600_000 });
  expect(received).toHaveLength(5);
  expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  expect(await deliveriesOf(store)).toMatchObject([
    { status: 'failed', attempts: 5, lastError: 'Received HTTP 500.' },
  ]);
});

test('a receiver that comes back gets what waited for it', async () => {
  const store = openTestStore();
  let status = 503;
  const { url, received } = await startReceiver(() => status);
  await channelTo(store, url);
  await failedRun(store);
  await enqueueNotifications(store, NOW);
  await deliverNotifications(store, { nowMs: NOW });
  status = 204;
  await deliverNotifications(store, { nowMs: NOW + RETRY_AFTER_MS[0] });
  expect(received).toHaveLength(2);
  expect((await deliveriesOf(store))[0]).toMatchObject({ status: 'sent', attempts: 2 });
});

test('one that hangs is waited for no longer than its time, and does not keep others', async () => {
  const store = openTestStore();
  const hanging = await startReceiver(() => 0);
  const good = await startReceiver(() => 200);
  await channelTo(store, hanging.url);
  await channelTo(store, good.url, { name: 'Other' });
  await failedRun(store);
  await enqueueNotifications(store, NOW);
  const begunMs = performance.now();
  await deliverNotifications(store, { nowMs: NOW, timeoutMs: 200 });
  expect(performance.now() - begunMs).toBeLessThan(5000);
  expect(good.received).toHaveLength(1);
  expect((await deliveriesOf(store))[0]).toMatchObject({
    status: 'waiting',
    attempts: 1,
    lastError: 'No response within 0.2 s.',
  });
});

test('a redirect is not followed: where it leads was not entered by the owner', async () => {
  const store = openTestStore();
  const elsewhere = await startReceiver(() => 200);
  const { url } = await startReceiver(() => 302, elsewhere.url);
  const id = await channelTo(store, url);
  const { code, message } = await errorOf(testChannel(store, id, NOW));
  expect([code, message]).toEqual([
    'unavailable',
    'Received HTTP 302. Redirects are not followed: enter the final URL.',
  ]);
  expect(elsewhere.received).toEqual([]);
});

test('the test of a channel arrives, or says why it did not', async () => {
  const store = openTestStore();
  const { url, received } = await startReceiver(() => 200);
  const id = await channelTo(store, url, { kind: 'slack', secret: '' });
  await testChannel(store, id, NOW);
  expect(JSON.parse(received[0]?.body ?? '{}')).toMatchObject({
    text: expect.stringContaining('Test notification from Plimsoll'),
    blocks: [{ type: 'section' }, { type: 'context' }],
  });
  expect(received[0]?.headers['webhook-signature']).toBeUndefined();
  const closed = await channelTo(store, 'http://127.0.0.1:9/x', { name: 'Closed' });
  expect((await errorOf(testChannel(store, closed, NOW))).message).toMatch(/^Not reachable: /);
});

test('channels are told what they chose, and runs that are part of something greater are not told', async () => {
  const store = openTestStore();
  const { url } = await startReceiver(() => 200);
  const all: ChannelEvent[] = ['objective-broken', 'run-failed', 'schedule-missed'];
  await channelTo(store, url, { events: all });
  await channelTo(store, url, { name: 'Few', events: ['change-point'] });
  const verdicts = JSON.stringify([
    { objective: { metric: 'p95', max: 200 }, verdict: 'fail', margin: -0.155 },
    { objective: { metric: 'p50', max: 1, critical: false }, verdict: 'fail', margin: -9 },
  ]);
  const broken = { status: 'finished', verdict: 'fail', verdicts, endedAt: new Date(NOW) };
  const run = await insertRun(store, broken);
  await insertRun(store, { ...broken, source: 'k6' });
  await store.prisma.schedule.create({
    data: {
      name: 'Nightly',
      cron: '0 2 * * *',
      timeZone: 'UTC',
      start: '{}',
      firings: {
        create: {
          dueAt: new Date(NOW - 3_600_000),
          status: 'missed',
          at: new Date(NOW),
          note: 'No worker was running until 1 h later.',
        },
      },
    },
  });
  await enqueueNotifications(store, NOW);
  const told = await store.prisma.delivery.findMany({ orderBy: { id: 'asc' } });
  expect(told.map(({ key }) => key)).toEqual([
    `objective:run:${run}`,
    'schedule:1@2026-11-24T08:00:00.000Z',
  ]);
  expect(JSON.parse(told[0]?.body ?? '{}')).toMatchObject({
    text: 'Response time p95 at most 200\u202fms: margin −15.5\u202f%.',
  });
});

test('a trend that changed is told at the first run after the change, once', async () => {
  const store = openTestStore();
  const { url } = await startReceiver(() => 200);
  await channelTo(store, url, { events: ['change-point'] });
  for (let index = 0; index < 16; index++) {
    const p95Ms = (index < 11 ? 100 : 160) + ((index * 7) % 5);
    await insertRun(store, {
      status: 'finished',
      validity: 'valid',
      p95Ms,
      requests: 1000,
      failureRate: 0,
      endedAt: new Date(NOW + index * 1000),
    });
    await enqueueNotifications(store, NOW + index * 1000);
  }
  const told = await store.prisma.delivery.findMany();
  expect(told.map(({ key }) => key)).toEqual(['change:p95:run:12']);
  expect(JSON.parse(told[0]?.body ?? '{}')).toMatchObject({
    title: 'p95 of Light on Test target changed at run 12',
    text: 'From 102 ms to 162 ms.',
  });
});

test('a gradual change is told once, while it lasts', async () => {
  const store = openTestStore();
  const { url } = await startReceiver(() => 200);
  await channelTo(store, url, { events: ['change-point'] });
  for (let index = 0; index < 30; index++) {
    await insertRun(store, {
      status: 'finished',
      validity: 'valid',
      p95Ms: 100 + 2 * index + ((index * 7) % 5),
      requests: 1000,
      failureRate: 0,
      endedAt: new Date(NOW + index * 1000),
    });
    await enqueueNotifications(store, NOW + index * 1000);
  }
  const told = await store.prisma.delivery.findMany();
  expect(told.map(({ key }) => key)).toEqual(['change:p95:run:15']);
  expect(JSON.parse(told[0]?.body ?? '{}')).toMatchObject({
    title: 'Gradual increase: p95 of Light on Test target since run 1',
  });
});

test('what ended before there was a channel is old news, and one that is off gets nothing', async () => {
  const store = openTestStore();
  await failedRun(store);
  await enqueueNotifications(store, NOW);
  const { url, received } = await startReceiver(() => 200);
  const id = await channelTo(store, url);
  await enqueueNotifications(store, NOW);
  await switchChannel(store, id, false);
  await failedRun(store);
  await enqueueNotifications(store, NOW);
  await deliverNotifications(store, { nowMs: NOW });
  expect(received).toEqual([]);
  await switchChannel(store, id, true);
  await deliverNotifications(store, { nowMs: NOW });
  expect(received).toHaveLength(1);
});

test('all that is wrong with a channel is said at once, and its address and secret stay here', async () => {
  const store = openTestStore();
  const wrong = saveChannel(store, {
    name: '',
    kind: 'pigeon',
    url: 'ftp://x',
    secret: 'short',
    events: [],
  });
  expect((await errorOf(wrong)).problems.map(({ path }) => path)).toEqual([
    'name',
    'kind',
    'url',
    'secret',
    'events',
  ]);
  await channelTo(store, 'https://hooks.example.com/services/T0/B0/key');
  const [view] = await listChannels(store);
  expect(view).toMatchObject({ host: 'hooks.example.com', hasSecret: true });
  expect(JSON.stringify(view)).not.toMatch(/T0|a secret/);
});

test('a change of a channel keeps its address and secret unless others are entered', async () => {
  const store = openTestStore();
  const { url, received } = await startReceiver(() => 200);
  const id = await channelTo(store, url);
  await saveChannel(store, { id, name: 'On call', kind: 'webhook', events: ['run-failed'] });
  await failedRun(store);
  await enqueueNotifications(store, NOW);
  await deliverNotifications(store, { nowMs: NOW });
  const [{ headers, body }] = received as [Received];
  expect(headers['webhook-signature']).toBe(signatureOf(SECRET, headers, body));
  const change = { id, name: 'On call', kind: 'webhook', events: ['run-failed'], url: '' };
  await saveChannel(store, { ...change, removeSecret: true });
  expect((await listChannels(store))[0]).toMatchObject({ name: 'On call', hasSecret: false });
  expect((await errorOf(saveChannel(store, { ...change, id: 99 }))).message).toBe(
    'There is no channel 99.',
  );
  const { id: _, ...added } = { ...change, name: 'New' };
  expect((await errorOf(saveChannel(store, added))).problems).toEqual([
    { path: 'url', message: 'is required.' },
  ]);
});

/** By the text of Standard Webhooks, with node's own HMAC. */
function signatureOf(secret: string, headers: IncomingHttpHeaders, body: string): string {
  const text = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  return `v1,${createHmac('sha256', secret).update(text).digest('base64')}`;
}
