import type { Outcome } from '@/lib/stats/outcome';
import type { ErrorRecord } from '@/lib/stats/windows';

const MAX_GROUPS = 200;
const MAX_MESSAGE = 300;

/** Failures put together by endpoint, outcome, code and message, whatever ids the messages name. */
export class ErrorGroups {
  private readonly ids = new Map<string, number>();
  private fresh = new Map<number, ErrorRecord>();

  /** Counts a failure at `atMs` of the run, and returns the id of its group. */
  add(endpoint: number, outcome: Outcome, code: string, message: string, atMs: number): number {
    const known = normaliseMessage(message);
    const id =
      this.idOf(`${endpoint} ${outcome} ${code} ${known}`) ??
      this.idOf(`${endpoint} ${outcome} other`, true) ??
      0;
    const other = this.ids.get(`${endpoint} ${outcome} other`) === id;
    const record = this.fresh.get(id);
    if (record !== undefined) {
      record.count += 1;
      record.lastMs = atMs;
      return id;
    }
    this.fresh.set(id, {
      id,
      endpoint,
      outcome,
      code: other ? 'OTHER' : code,
      message: other ? 'other messages' : known,
      count: 1,
      firstMs: atMs,
      lastMs: atMs,
    });
    return id;
  }

  /** What has been counted since the last call. */
  take(): ErrorRecord[] {
    const records = [...this.fresh.values()];
    this.fresh = new Map();
    return records;
  }

  private idOf(key: string, always = false): number | undefined {
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    if (this.ids.size >= MAX_GROUPS && !always) return undefined;
    const id = this.ids.size + 1;
    this.ids.set(key, id);
    return id;
  }
}

/** A message without what differs from request to request: ids, hashes, numbers. */
export function normaliseMessage(message: string): string {
  return message
    .slice(0, MAX_MESSAGE)
    .replace(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '…')
    .replace(/\b(?=[0-9a-z_-]*\d)[0-9a-z]+(?:[_-][0-9a-z]+)+\b/gi, '…')
    .replace(/\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{8,}\b/gi, '…')
    .replace(/\d+(\.\d+)?/g, '…')
    .replace(/\s+/g, ' ')
    .trim();
}
