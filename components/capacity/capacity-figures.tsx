import { Stat, StatRow } from '@/components/ui/figures';
import type { CapacityPage } from '@/lib/capacity/model';
import {
  count,
  missing,
  percent,
  type Quantity,
  rate,
  signedPercent,
  textOf,
  threeDigits,
} from '@/lib/core/number';

type Props = Pick<CapacityPage, 'line' | 'fit' | 'headRoom' | 'chosen' | 'little'>;

/** Safe load, knee, peak and headroom, each with its source. */
export function CapacityFigures({ line, fit, headRoom, chosen, little }: Props) {
  const known = line.state === 'known' ? line.line : undefined;
  const isUsers = chosen?.unit === 'users';
  const loads = isUsers ? 'users' : 'in flight';
  const level = (value: number | undefined): Quantity => {
    if (value === undefined) return missing;
    return isUsers ? { value: count(value), unit: 'users' } : rate(value);
  };
  const range = known && `${threeDigits(known.low)} to ${threeDigits(known.high)}`;
  const inFlight = (n: number | undefined): Quantity =>
    n === undefined ? missing : { value: threeDigits(n), unit: loads };
  return (
    <StatRow>
      <Stat
        label="Safe load"
        of={level(known?.load)}
        note={
          known === undefined
            ? lineNote(line, (load) => textOf(level(load)))
            : `${range}, from ${known.from === 'search' ? `search ${known.search}` : 'stored runs'}`
        }
      />
      <Stat
        label="Throughput"
        of={rate(known?.throughput)}
        note={known === undefined ? '' : 'successful, at the safe load'}
      />
      <Stat
        label="Knee"
        of={inFlight(fit?.kneeN)}
        note={fit?.kneeN === undefined ? withheld(fit) : 'where throughput levels off'}
      />
      <Stat
        label="Peak"
        of={inFlight(fit?.peakN)}
        note={
          fit?.peakN === undefined
            ? withheld(fit)
            : `${textOf(rate(fit.peakThroughput))}${fit.peakInterval === undefined ? '' : `, interval ${fit.peakInterval.map((n) => threeDigits(n)).join(' to ')}`}`
        }
      />
      <Stat
        label="Headroom"
        of={headroom(headRoom?.share)}
        faint={headRoom !== undefined && headRoom.share < 0}
        note={
          headRoom === undefined
            ? 'add observed traffic below'
            : `at ${textOf(level(headRoom.now.value))}, latest traffic`
        }
      />
      <Stat
        label="Fit (R²)"
        of={fit === undefined ? missing : { value: fit.rSquared.toFixed(3), unit: '' }}
        faint={fit?.isPoor}
        note={fit === undefined ? 'needs 3 load levels' : littleNote(little)}
      />
    </StatRow>
  );
}

function headroom(share: number | undefined): Quantity {
  return share !== undefined && share < 0 ? signedPercent(share) : percent(share);
}

function lineNote(line: CapacityPage['line'], shown: (load: number) => string): string {
  if (line.state === 'not-reached') return `above ${shown(line.above)}`;
  if (line.state === 'below-all') return `below ${shown(line.below)}`;
  return 'no data for this profile';
}

function withheld(fit: CapacityPage['fit']): string {
  if (fit === undefined) return 'needs a fitted model';
  if (fit.isPoor) return 'withheld: poor fit';
  return fit.law.beta > 0 ? `beyond ${threeDigits(fit.reachesTo)}` : 'not reached';
}

function littleNote({ checked, off }: CapacityPage['little']): string {
  if (checked === 0) return 'Little’s law: too few in flight';
  return off === 0
    ? `Little’s law holds (${checked} levels)`
    : `Little’s law off at ${off} of ${checked} levels`;
}
