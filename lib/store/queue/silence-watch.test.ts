import { expect, it } from 'vitest';
import { newHolderId, processOf } from './holder';
import { createSilenceWatch } from './silence-watch';

const job = (beat: number, workerId: string | null = 'w1') => ({
  kind: 'run' as const,
  id: 1,
  job: { workerId, heartbeatAt: new Date(beat) },
});

function watchAt(process: typeof processOf) {
  const clock = { nowMs: 0 };
  return { clock, watch: createSilenceWatch(() => clock.nowMs, process) };
}

it('loses a job of another machine after ten silent seconds, however its clock is set', () => {
  const { clock, watch } = watchAt(() => 'unknown');
  const hourAhead = 3_600_000;
  expect(watch.lost([job(hourAhead)])).toEqual([]);
  clock.nowMs = 9_000;
  // The clock was set back, and it beats.
  expect(watch.lost([job(-hourAhead)])).toEqual([]);
  clock.nowMs = 18_000;
  expect(watch.lost([job(-hourAhead)])).toEqual([]);
  clock.nowMs = 19_001;
  expect(watch.lost([job(-hourAhead)])).toHaveLength(1);
});

it('loses a job at once whose process is gone', () => {
  const { watch } = watchAt(() => 'gone');
  expect(watch.lost([job(0)])).toHaveLength(1);
});

it('gives a process that still runs a minute: it may have been stopped, or kept from writing', () => {
  const { clock, watch } = watchAt(() => 'running');
  watch.lost([job(0)]);
  clock.nowMs = 60_000;
  expect(watch.lost([job(0)])).toEqual([]);
  clock.nowMs = 60_001;
  expect(watch.lost([job(0)])).toHaveLength(1);
});

it('starts over when who watches was held up itself', () => {
  const { clock, watch } = watchAt(() => 'unknown');
  watch.lost([job(0)]);
  clock.nowMs = 30_000;
  watch.startOver();
  expect(watch.lost([job(0)])).toEqual([]);
});

it('never loses a job that has not beaten yet', () => {
  const { watch } = watchAt(() => 'gone');
  expect(watch.lost([{ kind: 'run', id: 1, job: { workerId: 'w1', heartbeatAt: null } }])).toEqual(
    [],
  );
});

it('knows its own process, one that is gone, and none of another machine', () => {
  const own = newHolderId();
  expect(processOf(own)).toBe('running');
  const [host, pid, start, id] = own.split('/');
  expect(processOf([host, '999999999', start, id].join('/'))).toBe('gone');
  expect(processOf(['elsewhere', pid, start, id].join('/'))).toBe('unknown');
  expect(processOf('w1')).toBe('unknown');
});

it.runIf(process.platform === 'linux')(
  'tells a process from a later one of the same number',
  () => {
    const [host, pid, start, id] = newHolderId().split('/');
    expect(start).toMatch(/^\d+$/);
    expect(processOf([host, pid, '1', id].join('/'))).toBe('gone');
  },
);
