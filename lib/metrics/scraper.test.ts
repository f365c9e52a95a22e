import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startHttpServer, startTcpServer } from '@/lib/testing/start-server';
import type { ScrapeNote } from './model';
import { createScraper, type Scrape } from './scraper';

/** A scraper of `url` on a clock that a test moves; answers come over real sockets. */
function scraperOf(url: string, wanted: readonly string[] = []) {
  let nowMs = 1;
  const timers = new Set<{ atMs: number; call: () => void }>();
  const kept: { atMs: number; series: number; values: number[] }[] = [];
  let notes: ScrapeNote[] = [];
  const scraper = createScraper({
    url,
    isWanted: (name) => wanted.includes(name),
    nowMs: () => nowMs,
    keep: ({ atMs, series, values }: Scrape) =>
      kept.push({ atMs, series: series.length, values: [...values] }),
    onNotes: (now) => {
      notes = now;
    },
    after(ms, call) {
      const timer = { atMs: nowMs + ms, call };
      timers.add(timer);
      return () => timers.delete(timer);
    },
  });
  /** Lets the run's time become `ms`, with everything that is due until then. */
  const until = (ms: number) => {
    for (;;) {
      const [next] = [...timers].sort((a, b) => a.atMs - b.atMs);
      if (next === undefined || next.atMs > ms) break;
      nowMs = Math.max(nowMs, next.atMs);
      timers.delete(next);
      next.call();
    }
    nowMs = ms;
  };
  onTestFinished(async () => {
    const stopped = scraper.stop();
    until(nowMs + 1000);
    await stopped;
  });
  const told = () => notes.map(({ code, count }) => `${code} ${count}`);
  return { scraper, kept, notes: () => notes, told, until };
}

async function startMetrics(answer: (response: ServerResponse) => void) {
  let asked = 0;
  const { url } = await startHttpServer((request, response) => {
    asked++;
    expect(request.headers.authorization).toBeUndefined();
    response.setHeader('content-type', 'text/plain; version=0.0.4');
    answer(response);
  });
  return { url, asked: () => asked };
}

describe('the scraper', () => {
  it('scrapes every second and keeps what it finds, with its time', async () => {
    let jobs = 0;
    const server = await startMetrics((response) =>
      response.end(`# TYPE jobs gauge\njobs ${++jobs}`),
    );
    const run = scraperOf(server.url);
    for (const second of [0, 1, 2]) {
      run.until(second * 1000 + 250);
      await expect.poll(() => run.kept.length).toBe(second + 1);
      run.until(second * 1000 + 260);
    }
    await run.scraper.stop();
    run.until(20_000);
    expect(run.kept).toEqual([
      { atMs: 250, series: 1, values: [1] },
      { atMs: 1250, series: 1, values: [2] },
      { atMs: 2250, series: 1, values: [3] },
    ]);
    expect(run.notes()).toEqual([]);
    expect(server.asked()).toBe(3);
  });

  it('keeps 500 of 5,000 series, those wanted first, and says so once', async () => {
    const lines = Array.from({ length: 5000 }, (_, i) => `other{n="${i}"} ${i}`);
    lines.push(...Array.from({ length: 200 }, (_, i) => `mine{n="${i}"} ${i}`));
    const server = await startMetrics((response) => response.end(lines.join('\n')));
    const run = scraperOf(server.url, ['mine']);
    run.until(250);
    await expect.poll(() => run.kept.length).toBe(1);
    run.until(1250);
    await expect.poll(() => run.kept.length).toBe(2);
    expect(run.kept[1]?.values).toHaveLength(400);
    expect(run.kept[1]?.values.slice(198, 202)).toEqual([198, 199, 0, 1]);
    expect(run.notes()).toEqual([
      {
        code: 'too-many-series',
        message: `${server.url} returned 5,200 series; 400 were stored, selected metrics first. Select the metrics you need, or expose fewer series.`,
        count: 1,
        firstMs: 250,
        lastMs: 250,
      },
    ]);
  });

  it('keeps what can be read of a malformed text and tells the lines that cannot', async () => {
    const server = await startMetrics((response) => response.end('a 1\nb two\nc{ 3\nd 4'));
    const run = scraperOf(server.url);
    run.until(250);
    await expect.poll(() => run.kept.length).toBe(1);
    expect(run.kept[0]?.values).toEqual([1, 4]);
    expect(run.notes()[0]?.message).toBe(
      `${server.url} returned malformed lines: line 2, “b two”; line 3, “c{ 3”. They were skipped and the rest was stored. Fix the service’s exporter.`,
    );
  });

  it('cuts off an answer of 10 MB that does not tell its length, and keeps nothing of it', async () => {
    const megabyte = `${'x 1\n'.repeat(250_000)}`;
    let sent = 0;
    const server = await startMetrics((response) => {
      const more = () => {
        if (response.destroyed || sent === 10) return response.end();
        sent++;
        return response.write(megabyte, () => setImmediate(more));
      };
      more();
    });
    const run = scraperOf(server.url);
    run.until(250);
    await expect.poll(run.told, { timeout: 5000 }).toEqual(['too-large 1']);
    expect(run.kept).toEqual([]);
    expect(sent).toBeLessThan(10);
    expect(run.notes()[0]?.message).toContain('more than 4 MB, so nothing was stored');
  });

  it('during 30 s of silence never asks twice at once, and counts the turns that it missed', async () => {
    const server = await startMetrics(() => undefined);
    const run = scraperOf(server.url);
    for (let time = 1; time <= 5; time++) {
      const startMs = (time - 1) * 6000 + 250;
      run.until(startMs);
      await expect.poll(server.asked).toBe(time);
      run.until(startMs + 5000);
      await expect.poll(run.told).toContain(`timeout ${time}`);
    }
    expect(run.told()).toEqual(['missed-turn 25', 'timeout 5']);
    expect(run.notes()[1]?.message).toBe(
      `${server.url} did not respond within 5 s. The load was not affected. Check whether the service is overloaded and whether the URL is correct.`,
    );
    expect(run.kept).toEqual([]);
  });

  it('waits for a last answer less than a second when the run ends', async () => {
    const server = await startMetrics(() => undefined);
    const run = scraperOf(server.url);
    run.until(250);
    await expect.poll(server.asked).toBe(1);
    const stopped = run.scraper.stop();
    run.until(1149);
    expect(run.told()).toEqual([]);
    run.until(1150);
    await stopped;
    expect(run.notes()[0]?.message).toContain('had not responded when the run ended, 0.9 s after');
  });

  it.each([
    [500, {}, 'http-error', 'returned HTTP 500. Check the service’s log.'],
    [401, {}, 'http-error', 'Metrics are scraped without credentials'],
    [404, {}, 'http-error', 'it often ends in /metrics'],
    [302, { location: '/login' }, 'redirect', 'redirects to /login. Redirects are not followed'],
    [
      200,
      { 'content-type': 'text/html' },
      'not-metrics',
      'returned text/html, not Prometheus metrics',
    ],
    [200, {}, 'empty', 'returned no metrics'],
  ])('HTTP %i with %o is %s', async (status, headers, code, words) => {
    const server = await startMetrics((response) => response.writeHead(status, headers).end());
    const run = scraperOf(server.url);
    run.until(250);
    await expect.poll(run.told).toEqual([`${code} 1`]);
    expect(run.notes()[0]?.message).toContain(words);
    expect(run.kept).toEqual([]);
  });

  it('says of a text without any metric how it begins', async () => {
    const server = await startMetrics((response) => response.end('Hello, this is not it.'));
    const run = scraperOf(server.url);
    run.until(250);
    await expect.poll(run.told).toEqual(['not-metrics 1']);
    expect(run.notes()[0]?.message).toContain('the response starts with “Hello, this is not it.”.');
  });

  it('says that a connection was cut', async () => {
    const { url } = await startTcpServer((socket) => socket.destroy());
    const run = scraperOf(url);
    run.until(250);
    await expect.poll(run.told).toEqual(['unreachable 1']);
    expect(run.notes()[0]?.message).toContain('could not be scraped: the connection was closed.');
  });

  it('goes on where it was when a port dies and returns', async () => {
    const listen = async (port: number): Promise<Server> => {
      const server = createServer((_, response) => response.end('a 1\n')).listen(port, '127.0.0.1');
      await once(server, 'listening');
      return server;
    };
    const end = async (server: Server) => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    };
    const first = await listen(0);
    const { port } = first.address() as AddressInfo;
    const run = scraperOf(`http://127.0.0.1:${port}/metrics`);
    run.until(250);
    await expect.poll(() => run.kept.length).toBe(1);
    await end(first);
    run.until(1250);
    await expect.poll(run.told).toEqual(['unreachable 1']);
    expect(run.notes()[0]?.message).toMatch(/connection refused|connection was closed/);
    const second = await listen(port);
    onTestFinished(() => end(second));
    run.until(2250);
    await expect.poll(() => run.kept.length).toBe(2);
    expect(run.told()).toEqual(['unreachable 1']);
  });

  it('goes on when what it found cannot be kept', async () => {
    const server = await startMetrics((response) => response.end('a 1'));
    let notes: ScrapeNote[] = [];
    const scraper = createScraper({
      url: server.url,
      isWanted: () => false,
      nowMs: () => 250,
      keep: () => {
        throw new Error('database or disk is full');
      },
      onNotes: (now) => {
        notes = now;
      },
    });
    await expect.poll(() => notes.length).toBe(1);
    await scraper.stop();
    expect(notes[0]?.message).toContain('could not be stored: database or disk is full.');
  });
});
