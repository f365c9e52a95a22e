import { describe, expect, it } from 'vitest';
import type { RunAnnotation } from '@/lib/runs/model';
import {
  annotationLabel,
  loadChangeLabel,
  pausedMs,
  presentLevel,
  timeAnnotations,
  warmUpSpans,
} from './load-labels';

const paused: RunAnnotation = { id: 1, kind: 'pause', atMs: 5200 };
const raised: RunAnnotation = { id: 2, kind: 'level', level: 1200, atMs: 9000 };
const wished: RunAnnotation = { id: 3, kind: 'level', level: 1 };

describe('the words for changes of load', () => {
  it('names what was done in the plan’s own measure', () => {
    expect(annotationLabel(paused, 'closed')).toBe('Paused');
    expect(annotationLabel({ id: 2, kind: 'resume' }, 'closed')).toBe('Resumed');
    expect(annotationLabel(raised, 'closed')).toBe('Set to 1,200 users');
    expect(annotationLabel(wished, 'closed')).toBe('Set to 1 user');
    expect(annotationLabel(raised, 'open')).toBe('Set to 1,200/s');
    expect(annotationLabel({ ...raised, level: 0.5 }, 'open')).toBe('Set to 0.500/s');
  });

  it('names what happened by itself, and what users have noted', () => {
    expect(annotationLabel({ id: 4, kind: 'note', text: 'cache cleared' }, 'closed')).toBe(
      'cache cleared',
    );
    expect(annotationLabel({ id: 5, kind: 'deploy', text: 'build 1.4' }, 'closed')).toBe(
      'Deploy: build 1.4',
    );
    expect(
      timeAnnotations([{ id: 6, kind: 'fault', text: 'pauseMs on', atMs: 900 }], 'open'),
    ).toEqual([{ id: 6, x: 900, label: 'Fault: pauseMs on', tone: 'fail' }]);
  });

  it('names what is still to be done', () => {
    expect(loadChangeLabel(wished, 'closed')).toBe('changing to 1 user');
    expect(loadChangeLabel({ id: 4, kind: 'pause' }, 'open')).toBe('pausing');
  });

  it('marks on the charts only what the generator has done', () => {
    expect(timeAnnotations([paused, raised, wished], 'closed')).toEqual([
      { id: 1, x: 5200, label: 'Paused' },
      { id: 2, x: 9000, label: 'Set to 1,200 users' },
    ]);
  });
});

it('shades a warm-up where there is one', () => {
  expect(warmUpSpans({ warmUpMs: 30_000 })).toMatchObject([{ from: 0, to: 30_000 }]);
  expect(warmUpSpans({})).toEqual([]);
  expect(warmUpSpans({ warmUpMs: 0 })).toEqual([]);
});

it('offers the present load to start from', () => {
  expect(presentLevel([paused], 'closed', 20, [])).toBe(20);
  expect(presentLevel([paused, raised], 'closed', 20, [])).toBe(1200);
  expect(presentLevel([], 'open', 0, [])).toBeUndefined();
});

it('adds the pauses up, the present one as far as it has come', () => {
  const resumed: RunAnnotation = { id: 5, kind: 'resume', atMs: 8200 };
  expect(pausedMs([paused, resumed], 20_000)).toBe(3000);
  expect(pausedMs([paused], 20_000)).toBe(14_800);
  expect(pausedMs([raised, { id: 6, kind: 'pause' }], 20_000)).toBe(0);
});
