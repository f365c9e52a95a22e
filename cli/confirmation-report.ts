import type { Confirmation } from '@/lib/confirmations/model';
import { plural } from '@/lib/format/plural';
import { COMPARISON_COLUMNS, changeRows } from './comparison-report';
import { textTable } from './text-table';

/** What repeats show together, for a terminal. */
export function confirmationReport(confirmation: Confirmation): string {
  const { id, verdict, pairs, repeats, endpoints, pairsNeeded } = confirmation;
  const order = repeats.map(({ side, number }) => `${side} run ${number}`).join(', ');
  const more =
    pairsNeeded === undefined ? [] : [`It would take about ${plural(pairsNeeded, 'more pair')}.`];
  return [
    `Confirmation ${id}: ${verdict}, over ${plural(pairs.length, 'complete pair')}.`,
    `In this order: ${order}.`,
    ...more,
    '',
    textTable(COMPARISON_COLUMNS, changeRows(endpoints)),
  ].join('\n');
}
