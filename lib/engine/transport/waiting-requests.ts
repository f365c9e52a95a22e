import type { Reply, WireRequest } from './transport';

export interface WaitingRequest {
  readonly request: WireRequest;
  /** By performance.now(). */
  readonly sinceMs: number;
  readonly resolve: (reply: Reply) => void;
}

/** Requests that wait for a connection, first come first served; nobody for longer than `timeoutMs`. */
export class WaitingRequests {
  private readonly requests = new Fifo<WaitingRequest>();
  private timer: NodeJS.Timeout | undefined;

  /** `expired` is the reply to one that has waited in vain. */
  constructor(
    private readonly timeoutMs: number,
    private readonly expired: () => Reply,
  ) {}

  get size(): number {
    return this.requests.size;
  }

  push(request: WireRequest, nowMs: number): Promise<Reply> {
    this.timer ??= setTimeout(this.expire, this.timeoutMs);
    return new Promise((resolve) => {
      this.requests.push({ request, sinceMs: nowMs, resolve });
    });
  }

  shift(): WaitingRequest | undefined {
    return this.requests.shift();
  }

  /** Nobody waits any more: everyone gets this reply. */
  end(reply: Reply): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    for (let next = this.shift(); next !== undefined; next = this.shift()) next.resolve(reply);
  }

  /** One timer for all: they expire in the order in which they came. */
  private readonly expire = (): void => {
    const untilMs = performance.now() - this.timeoutMs;
    let next = this.requests.peek();
    // A timer may be a millisecond early.
    for (; next !== undefined && next.sinceMs < untilMs + 1; next = this.requests.peek()) {
      this.shift();
      next.resolve(this.expired());
    }
    this.timer =
      next === undefined
        ? undefined
        : setTimeout(this.expire, Math.max(1, Math.ceil(next.sinceMs - untilMs)));
  };
}

/** First in, first out, both in constant time. */
class Fifo<Item> {
  private items: Item[] = [];
  private first = 0;

  get size(): number {
    return this.items.length - this.first;
  }

  push(item: Item): void {
    this.items.push(item);
  }

  peek(): Item | undefined {
    return this.items[this.first];
  }

  shift(): Item | undefined {
    if (this.size === 0) return undefined;
    const item = this.items[this.first];
    this.first += 1;
    // Moved up only when half of it is gone: then it costs nothing on the average.
    if (this.first * 2 >= this.items.length) {
      this.items = this.items.slice(this.first);
      this.first = 0;
    }
    return item;
  }
}
