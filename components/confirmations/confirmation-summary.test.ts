import { expect, it } from 'vitest';
import type { Confirmation, Repeat } from '@/lib/confirmations/model';
import { confirmationSummary } from './confirmation-summary';

function confirmationOf(
  pairs: number,
  statuses: Repeat['status'][],
  rest: Partial<Confirmation> = {},
): Confirmation {
  return {
    id: 1,
    createdAt: '2026-11-23T08:00:00Z',
    targets: { A: 't', B: 't' },
    margin: 0.05,
    endpoints: [],
    verdict: 'inconclusive',
    repeats: statuses.map((status, at) => ({
      number: at,
      side: at % 2 ? 'B' : 'A',
      status,
      isStale: false,
    })),
    pairs: Array.from({ length: pairs }, (_, at) => ({ base: at, candidate: at + 1 })),
    ...rest,
  };
}

const ended = (count: number) => Array.from({ length: count }, () => 'finished' as const);

it('says how far it is before there is an answer', () => {
  expect(confirmationSummary(confirmationOf(1, [...ended(2), 'running', 'queued']))).toBe(
    '2 of 4 repeats done. The first result needs two complete pairs.',
  );
});

it('confirms with the figure that changed, and says when that is only so far', () => {
  const metrics = [
    { metric: 'p95' as const, verdict: 'worse' as const, change: 0.098, low: 0.071, high: 0.125 },
  ];
  const found = { verdict: 'worse' as const, endpoints: [{ name: '', metrics, shift: [] }] };
  const words = 'over 2 pairs: B is worse than A, p95 +9.80\u202f% (+7.10 to +12.5\u202f%).';
  expect(confirmationSummary(confirmationOf(2, ended(4), found))).toBe(`Confirmed ${words}`);
  expect(confirmationSummary(confirmationOf(2, [...ended(5), 'running'], found))).toBe(
    `So far ${words} 1 repeat left.`,
  );
});

it('says what it would take, or that nothing can be said', () => {
  expect(confirmationSummary(confirmationOf(4, ended(8), { pairsNeeded: 3 }))).toBe(
    'Inconclusive over 4 pairs: A and B differ no more than repeated runs do. About 3 more pairs needed to settle it to within 5\u202f%.',
  );
  expect(confirmationSummary(confirmationOf(0, ended(4)))).toBe(
    'Only 0 valid pairs: too few for a result.',
  );
  expect(confirmationSummary(confirmationOf(2, ended(4), { verdict: 'equivalent' }))).toBe(
    'Confirmed over 2 pairs: A and B are equivalent within 5\u202f%.',
  );
});
