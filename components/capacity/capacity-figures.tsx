import { Stat, StatRow } from '@/components/ui/figures';
import type { CapacityPage } from '@/lib/capacity/model';
import {
  count,
  missing,
  percent,
  type Quantity,
  rate,
  textOf,
  threeDigits,
} from '@/lib/core/number';

type Props = Pick<CapacityPage, 'line' | 'fit' | 'headRoom' | 'chosen' | 'little'>;

/** The line, the knee, the peak and the head-room, each with what it rests on. */
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
            ? lineNote(line)
            : `${range}, by ${known.from === 'search' ? `search ${known.search}` : 'stored runs'}`
        }
      />
      <Stat
        label="Answered there"
        of={rate(known?.throughput)}
        note={known === undefined ? '' : 'good answers'}
      />
      <Stat
        label="Knee"
        of={inFlight(fit?.kneeN)}
        note={fit?.kneeN === undefined ? withheld(fit) : 'straight line meets the ceiling'}
      />
      <Stat
        label="Peak"
        of={inFlight(fit?.peakN)}
        note={
          fit?.peakN === undefined
            ? withheld(fit)
            : `${textOf(rate(fit.peakThroughput))}${fit.peakInterval === undefined ? '' : `, at ${fit.peakInterval.map((n) => threeDigits(n)).join(' to ')}`}`
        }
      />
      <Stat
        label="Head-room"
        of={headRoom === undefined ? missing : percent(headRoom.share)}
        faint={headRoom !== undefined && headRoom.share < 0}
        note={
          headRoom === undefined
            ? 'enter observed traffic below'
            : `at ${textOf(level(headRoom.now.value))}`
        }
      />
      <Stat
        label="Fit, R²"
        of={fit === undefined ? missing : { value: fit.rSquared.toFixed(3), unit: '' }}
        faint={fit?.isPoor}
        note={fit === undefined ? 'needs three levels' : littleNote(little)}
      />
    </StatRow>
  );
}

function lineNote(line: CapacityPage['line']): string {
  if (line.state === 'not-reached') return `above ${threeDigits(line.above)}`;
  if (line.state === 'below-all') return `below ${threeDigits(line.below)}`;
  return 'no data for the profile';
}

function withheld(fit: CapacityPage['fit']): string {
  if (fit === undefined) return 'needs a curve';
  if (fit.isPoor) return 'withheld: poor fit';
  return fit.law.beta > 0 ? `beyond ${threeDigits(fit.reachesTo)}` : 'none in the data';
}

function littleNote({ checked, off }: CapacityPage['little']): string {
  if (checked === 0) return 'Little’s law: too little in flight';
  return off === 0
    ? `Little’s law holds, ${checked} levels`
    : `Little’s law off in ${off} of ${checked}`;
}
