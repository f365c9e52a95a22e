import { describe, expect, it } from 'vitest';
import { findGrowth, findPeriod } from './growth';
import { findRaise } from './latency-raises';
import { hasRole, roleSeries } from './series';
import { spellsOf } from './spells';
import { findStalls } from './stalls';

describe('findStalls', () => {
  const names = ['a', 'b'];
  const request = (sent: number, ended: number, endpoint = 0) => ({ sent, ended, endpoint });
  const found = (requests: ReturnType<typeof request>[]) => {
    const inOrder = requests.toSorted((x, y) => x.ended - y.ended);
    return findStalls(
      {
        sentMs: inOrder.map(({ sent }) => sent),
        endedMs: inOrder.map(({ ended }) => ended),
        endpoints: inOrder.map(({ endpoint }) => endpoint),
      },
      names,
    );
  };
  const before = [0, 50, 100, 150].map((at) => request(at, at + 10));

  it('sees a silence that ends for all who wait at once', () => {
    const held = [180, 200, 260, 300].map((at, index) => request(at, 660 + index, index % 2));
    expect(found([...before, ...held])).toEqual([
      { fromMs: 160, toMs: 660, waiting: 4, methods: ['a', 'b'] },
    ]);
  });

  it('sees none where answers come one by one, or nobody waits', () => {
    const slow = [180, 200, 260, 300].map((at, index) => request(at, 660 + index * 300));
    expect(found([...before, ...slow])).toEqual([]);
    expect(found([...before, request(900, 910), request(905, 912), request(908, 915)])).toEqual([]);
    expect(found([])).toEqual([]);
  });
});

describe('findPeriod', () => {
  it('finds the period of instants, with one missing and one off the beat', () => {
    const rhythm = findPeriod([1000, 3010, 4990, 9000, 11_020, 11_900, 13_000]);
    expect(rhythm?.periodMs).toBeCloseTo(1999, -1);
    expect(rhythm?.kept).toEqual([0, 1, 2, 3, 4, 6]);
  });

  it('finds none in three instants, or in instants at random', () => {
    expect(findPeriod([1000, 2000, 3000])).toBeUndefined();
    expect(findPeriod([1000, 1400, 4100, 4900, 9300, 12_000])).toBeUndefined();
  });
});

describe('findRaise', () => {
  const limits = { ratio: 2, more: 20, seconds: 4 };
  const flat = (length: number, value: number) => Array.from({ length }, () => value);

  it('finds where a level was left, with what it was before and then', () => {
    expect(findRaise([...flat(10, 10), ...flat(6, 200), ...flat(10, 12)], limits)).toEqual({
      base: 10,
      level: 200,
      spells: [{ from: 10, to: 15 }],
    });
  });

  it('leaves alone a spike, a raise of little, and a cold start', () => {
    expect(findRaise([...flat(10, 10), ...flat(2, 900), ...flat(10, 10)], limits)).toBeUndefined();
    expect(findRaise([...flat(10, 10), ...flat(6, 25), ...flat(10, 10)], limits)).toBeUndefined();
    expect(findRaise([...flat(4, 300), ...flat(20, 10)], limits)).toBeUndefined();
  });
});

it('findGrowth finds the steps of a rise, not a leap and not a wave', () => {
  const limits = { by: 50, share: 0.2, steps: 5 };
  expect(findGrowth([100, 101, 100, 120, 140, 160, 180, 200, 199], limits)).toEqual({
    from: 2,
    to: 7,
    low: 100,
    high: 200,
  });
  expect(findGrowth([100, 100, 100, 200, 200, 200, 201, 202], limits)).toBeUndefined();
  expect(findGrowth([100, 160, 100, 160, 100, 160, 100, 160], limits)).toBeUndefined();
});

it('spellsOf joins what is interrupted for a second', () => {
  const holds = [true, true, false, true, false, false, true].map(Boolean);
  expect(spellsOf(holds, 2)).toEqual([{ from: 0, to: 3 }]);
});

describe('the roles of series', () => {
  it.each([
    ['training_database_pool_in_use', true],
    ['hikaricp_connections_active', true],
    ['go_sql_in_use_connections', true],
    ['pg_pool_waiting', true],
    ['redis_queue_length', true],
    ['celery_queue_length', true],
    ['process_resident_memory_bytes', true],
    ['container_memory_working_set_bytes', true],
    ['training_database_write_wait_seconds_sum', true],
    ['training_fault_active', false],
    ['training_inference_slots_waiting', false],
    ['http_requests_total', false],
    ['nodejs_active_handles', false],
  ])('%s plays one: %s', (name, plays) => {
    expect(hasRole(name)).toBe(plays);
  });

  it('are found by name; labels are added up, and a wait is its mean between two scrapes', () => {
    const at = { atMs: [250, 1250, 2250], labels: {} };
    const gauge = (name: string, values: number[], labels = {}) => ({
      ...at,
      name,
      type: 'gauge',
      values,
      labels,
    });
    const part = (name: string, values: number[]) => ({ ...at, name, type: 'histogram', values });
    expect(
      roleSeries([
        gauge('job_queue_depth', [1, 2, 3], { queue: 'a' }),
        gauge('job_queue_depth', [10, 10, 10], { queue: 'b' }),
        part('db_commit_wait_seconds_sum', [1, 1.5, 1.5]),
        part('db_commit_wait_seconds_count', [10, 15, 15]),
      ]),
    ).toEqual({
      jobQueue: {
        metric: 'job_queue_depth',
        points: [
          { atMs: 250, value: 11 },
          { atMs: 1250, value: 12 },
          { atMs: 2250, value: 13 },
        ],
      },
      writeWaitMs: {
        metric: 'db_commit_wait_seconds',
        points: [{ atMs: 1250, value: 100 }],
      },
    });
  });
});
