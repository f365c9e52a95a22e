import { latency } from '@/lib/core/duration';
import {
  bytes,
  count,
  missing,
  percent,
  type Quantity,
  rate,
  threeDigits,
} from '@/lib/core/number';
import type { MetricUnit } from '@/lib/metrics/model';

interface UnitFormat {
  /** Beside a chart's title. */
  words: string;
  /** In the header of a data column. */
  column: string;
  format: (value: number | undefined) => Quantity;
}

const orMissing =
  (format: (value: number) => Quantity) =>
  (value: number | undefined): Quantity =>
    value === undefined ? missing : format(value);

const plain = (value: number) => (Number.isInteger(value) ? count(value) : threeDigits(value));

const UNITS: Record<MetricUnit, UnitFormat> = {
  number: {
    words: 'as told',
    column: 'value',
    format: orMissing((value) => ({ value: plain(value), unit: '' })),
  },
  ms: { words: 'ms', column: 'ms', format: latency },
  bytes: { words: 'bytes', column: 'B', format: bytes },
  share: { words: '%', column: '%', format: percent },
  cores: { words: '% of one core', column: '%', format: percent },
  usd: {
    words: 'USD',
    column: 'USD',
    format: orMissing((value) => ({ value: plain(value), unit: 'USD' })),
  },
  perSecond: { words: 'per second', column: '/s', format: rate },
  bytesPerSecond: {
    words: 'bytes per second',
    column: 'B/s',
    format: orMissing((value) => {
      const { value: digits, unit } = bytes(value);
      return { value: digits, unit: `${unit}/s` };
    }),
  },
  usdPerSecond: {
    words: 'USD per second',
    column: 'USD/s',
    format: orMissing((value) => ({ value: plain(value), unit: 'USD/s' })),
  },
};

/** How values of a unit are said. */
export function unitLabel(unit: MetricUnit): UnitFormat {
  return UNITS[unit];
}
