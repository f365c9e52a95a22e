import type { GrowthForecast } from '@/lib/capacity/fitting/growth';
import type { CapacityPage } from '@/lib/capacity/model';
import { textOf } from '@/lib/core/number';
import { signedPercent } from '@/lib/format/signed-percent';
import { levelWords } from '@/lib/plan/level-words';

type Told = Pick<CapacityPage, 'forecasts' | 'traffic' | 'line'>;

const LEAST = 4;

/** When the line is reached, by each way of growing; or why nothing is said. */
export function forecastSentences({ forecasts, traffic, line }: Told): string[] {
  if (traffic.points.length < LEAST)
    return [
      'Enter or import at least four days of real traffic to see the head-room, and when growth reaches the line.',
    ];
  if (line.state !== 'known')
    return ['No date can be named before the line is known: find the safe load first.'];
  return forecasts.map((forecast) => forecastSentence(forecast, traffic.unit));
}

function forecastSentence(forecast: GrowthForecast, unit: CapacityPage['traffic']['unit']): string {
  const { growth, perDay, why, crossesAtMs, earliestMs, latestMs, reachesToMs } = forecast;
  const pace =
    growth === 'linear'
      ? `${perDay < 0 ? '−' : ''}${levelWords(Math.abs(Number(perDay.toPrecision(3))), unit)} a day`
      : `${textOf(signedPercent(perDay))} a day`;
  const name = growth === 'linear' ? `Growing by ${pace}` : `Compounding at ${pace}`;
  switch (why) {
    case 'crossed':
      return `${name}, the traffic is beyond the line already.`;
    case 'not-growing':
      return `${growth === 'linear' ? 'Taken as a straight line' : 'Taken as compound growth'}, the traffic does not grow (${pace}).`;
    case 'too-far':
      return `${name}, the line is not reached before ${day(reachesToMs)}${earliestMs === undefined ? '' : ` for certain (at the earliest on ${day(earliestMs)})`}. Later dates are not forecast: that is as far ahead as the observations reach back.`;
    case 'crosses':
      return `${name}, the line is reached on ${day(crossesAtMs)}, between ${day(earliestMs) ?? 'now'} and ${latestMs === undefined ? 'some day that cannot be told' : day(latestMs)}.`;
  }
}

function day(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : new Date(ms).toISOString().slice(0, 10);
}
