import { PlimsollError } from '@/lib/core/errors';
import { log } from '@/lib/core/log';
import type { Store } from '@/lib/store/open-store';
import { hasEnded, type RunEvent, type RunPoint, type RunState } from '../model';
import { followRun } from './follow-run';
import { WATCH_MS } from './watchers';

/** How many live views one dashboard serves at most. */
const MAX_CLIENTS = 2000;
/** How many messages, one a second, may wait for a client that does not read, beside what its connection holds. */
const MAX_WAITING = 8;
const READ_EVERY_MS = 1000;

interface LiveOptions {
  everyMs?: number;
  maxClients?: number;
  /** Told every two seconds of each run that somebody watches. */
  onWatched?: (run: number) => void;
}

type Client = ReadableStreamDefaultController<Uint8Array>;

/**
 * Runs as server-sent events. Whoever watches a run shares one reader of the store and the bytes of each message.
 * A client that does not read is dropped; it comes back by itself, with the id of the last message it got.
 */
export class LiveRuns {
  private readonly feeds = new Map<number, RunFeed>();
  private readonly everyMs: number;
  private readonly maxClients: number;
  private readonly onWatched: (run: number) => void;

  constructor(
    private readonly store: Store,
    { everyMs = READ_EVERY_MS, maxClients = MAX_CLIENTS, onWatched }: LiveOptions = {},
  ) {
    this.onWatched = onWatched ?? (() => undefined);
    this.everyMs = everyMs;
    this.maxClients = maxClients;
  }

  /** How many streams are open. */
  get clients(): number {
    return [...this.feeds.values()].reduce((sum, feed) => sum + feed.clients.size, 0);
  }

  /** Whether somebody watches this run now. */
  has(number: number): boolean {
    return this.feeds.has(number);
  }

  /**
   * A stream of encoded messages, one `RunEvent` each: first the state with all points, or those since the message
   * `lastId`; closed when the run has ended. Throws `unavailable` where too many are open.
   */
  watch(number: number, lastId?: string): ReadableStream<Uint8Array> {
    if (this.clients >= this.maxClients)
      throw new PlimsollError(
        'unavailable',
        `${this.maxClients} live views are open on this dashboard, and it serves no more. Close some, or reload this page later.`,
      );
    const feed = this.feeds.get(number) ?? this.open(number);
    let own: Client;
    return new ReadableStream<Uint8Array>(
      {
        start(client) {
          own = client;
          feed.join(client, lastId);
        },
        cancel: () => feed.leave(own),
      },
      { highWaterMark: MAX_WAITING },
    );
  }

  private open(number: number): RunFeed {
    const watching = setInterval(() => this.onWatched(number), WATCH_MS);
    this.onWatched(number);
    const feed: RunFeed = new RunFeed(() => {
      clearInterval(watching);
      if (this.feeds.get(number) === feed) this.feeds.delete(number);
    });
    this.feeds.set(number, feed);
    void feed.follow(followRun(this.store, number, feed.signal, this.everyMs));
    return feed;
  }
}

/** One run, from the first client that watches it to its end, or until the last has left. */
class RunFeed {
  /** With the id of the last message that each had when it came. */
  readonly clients = new Map<Client, string | undefined>();
  private readonly points = new Map<number, RunPoint>();
  private state: RunState | undefined;
  /** For those that come within this second, by the id that they come with. */
  private welcomes = new Map<number | undefined, Uint8Array>();
  private readonly over = new AbortController();

  constructor(private readonly onOver: () => void) {}

  get signal(): AbortSignal {
    return this.over.signal;
  }

  join(client: Client, lastId: string | undefined): void {
    this.clients.set(client, lastId);
    if (this.state !== undefined) client.enqueue(this.welcome(this.state, lastId));
  }

  leave(client: Client): void {
    this.clients.delete(client);
    if (this.clients.size === 0) this.end();
  }

  /** Sends every event to all; closes their streams with the run's end, or where it cannot be read: they try again. */
  async follow(events: AsyncIterable<RunEvent>): Promise<void> {
    try {
      for await (const event of events) this.send(event);
    } catch (error) {
      if (!this.signal.aborted) log.error({ error }, 'The live view of a run was interrupted.');
    }
    for (const client of this.clients.keys()) client.close();
    this.clients.clear();
    this.end();
  }

  private send({ state, points }: RunEvent): void {
    const isFirst = this.state === undefined;
    this.state = state;
    for (const point of points) this.points.set(point.atMs, point);
    this.welcomes = new Map();
    if (isFirst) {
      for (const [client, lastId] of this.clients) client.enqueue(this.welcome(state, lastId));
      return;
    }
    const message = this.encode({ state, points });
    for (const client of this.clients.keys()) {
      // The last message is small beside what waits already, and is what everybody waits for.
      if ((client.desiredSize ?? 0) > 0 || hasEnded(state.status)) client.enqueue(message);
      else this.drop(client);
    }
  }

  private drop(client: Client): void {
    client.error(new DOMException('This client does not read.', 'AbortError'));
    this.leave(client);
  }

  private welcome(state: RunState, lastId: string | undefined): Uint8Array {
    // An id is the time of the newest point of its message, which may have grown since.
    const sinceMs = [...this.points.keys()].find((atMs) => String(atMs) === lastId);
    const known = this.welcomes.get(sinceMs);
    if (known !== undefined) return known;
    const points = [...this.points.values()].filter(({ atMs }) => atMs >= (sinceMs ?? 0));
    const message = this.encode({ state, points });
    this.welcomes.set(sinceMs, message);
    return message;
  }

  private encode(event: RunEvent): Uint8Array {
    const newest = [...this.points.keys()].at(-1);
    const id = newest === undefined ? '' : `id: ${newest}\n`;
    return new TextEncoder().encode(`${id}data: ${JSON.stringify(event)}\n\n`);
  }

  private end(): void {
    this.over.abort();
    this.onOver();
  }
}
