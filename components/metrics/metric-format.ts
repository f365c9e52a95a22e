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
  label: string;
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
    label: 'value',
    column: 'value',
    format: orMissing((value) => ({ value: plain(value), unit: '' })),
  },
  ms: { label: 'ms', column: 'ms', format: latency },
  bytes: { label: 'bytes', column: 'B', format: bytes },
  share: { label: '%', column: '%', format: percent },
  cores: { label: '% of one core', column: '%', format: percent },
  usd: {
    label: 'USD',
    column: 'USD',
    format: orMissing((value) => ({ value: plain(value), unit: 'USD' })),
  },
  perSecond: { label: 'per second', column: '/s', format: rate },
  bytesPerSecond: {
    label: 'bytes per second',
    column: 'B/s',
    format: orMissing((value) => {
      const { value: digits, unit } = bytes(value);
      return { value: digits, unit: `${unit}/s` };
    }),
  },
  usdPerSecond: {
    label: 'USD per second',
    column: 'USD/s',
    format: orMissing((value) => ({ value: plain(value), unit: 'USD/s' })),
  },
};

/** How values of a unit are shown. */
export function unitLabel(unit: MetricUnit): UnitFormat {
  return UNITS[unit];
}
