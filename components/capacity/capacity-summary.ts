import type { CapacityPage } from '@/lib/capacity/model';
import { count, percent, rate, signedPercent, textOf, threeDigits } from '@/lib/core/number';
import { levelLabel } from '@/lib/plan/labels';

type GrowthForecast = CapacityPage['forecasts'][number];
type SummaryFacts = Pick<
  CapacityPage,
  'chosen' | 'profile' | 'line' | 'fit' | 'headRoom' | 'points'
>;

/** What a manager wants to know of a target's capacity, in plain words. */
export function capacitySummary(page: SummaryFacts): string {
  return [safeLoadSummary(page), headroomSummary(page), curveSummary(page)]
    .filter((part) => part !== '')
    .join(' ');
}

function safeLoadSummary({ chosen, profile, line }: SummaryFacts): string {
  if (chosen === undefined) return 'Nothing has been measured yet.';
  const { target, unit } = chosen;
  const name = profile?.name ?? '';
  switch (line.state) {
    case 'known': {
      const { load, low, high, throughput, objective } = line.line;
      const answered =
        unit === 'users' && throughput !== undefined
          ? `, ${textOf(rate(throughput))} answered`
          : '';
      const between = low === high ? '' : ` (between ${count(low)} and ${levelLabel(high, unit)})`;
      const beyond = objective === undefined ? '' : ` Beyond, ${lower(objective)} is broken first.`;
      return `${target} safely carries ${levelLabel(load, unit)}${between}${answered} within ${name}.${beyond}`;
    }
    case 'not-reached':
      return `${target} met ${name} up to ${levelLabel(line.above, unit)}, the most that was measured: the line lies higher.`;
    case 'below-all':
      return `${target} did not meet ${name} even at ${levelLabel(line.below, unit)}${line.objective === undefined ? '' : `: ${lower(line.objective)} was broken`}.`;
    case 'no-profile':
      return 'There is no profile that could draw a line.';
    case 'no-data':
      return `These runs cannot tell whether ${name} was met; a search can.`;
  }
}

function headroomSummary({ headRoom, chosen }: SummaryFacts): string {
  if (headRoom === undefined || chosen === undefined) return '';
  const { share, now } = headRoom;
  const traffic = levelLabel(now.value, chosen.unit);
  return share >= 0
    ? `The last observed traffic, ${traffic}, leaves ${textOf(percent(share))} of that.`
    : `The last observed traffic, ${traffic}, is beyond it by ${textOf(percent(-share))}.`;
}

function curveSummary({ fit, chosen, points }: SummaryFacts): string {
  if (chosen === undefined || points.length === 0) return '';
  if (fit === undefined)
    return 'Runs at three steady levels of load, and better six, would show how it scales.';
  if (fit.isPoor) return 'No curve fits what was measured well enough to say how it scales.';
  const loads = chosen.unit === 'users' ? 'users' : 'requests in flight';
  const isUncertain = fit.warnings.some(({ code }) => code === 'uncertain');
  if (isUncertain && fit.kneeN !== undefined)
    return `Throughput bends before ${Math.round(fit.kneeN)} ${loads}; whether more load would make it fall cannot be told yet.`;
  if (fit.peakN !== undefined && fit.peakThroughput !== undefined)
    return `Throughput peaks at ${textOf(rate(fit.peakThroughput))} with about ${Math.round(fit.peakN)} ${loads}; more would only make it slower.`;
  if (fit.model === 'linear')
    return `Throughput still grows in step with the load up to ${Math.round(fit.reachesTo / 2)} ${loads}: its limit has not been seen.`;
  if (fit.ceiling !== undefined)
    return `Throughput flattens towards ${textOf(rate(fit.ceiling))}, which no load can pass.`;
  return '';
}

/** Within a sentence: "response time p95 at most 200 ms". */
function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** Where the line would be, and what that rests on. */
export function whatIfSummary({
  whatIf: { asked, answer, measured },
  line,
  chosen,
}: Pick<CapacityPage, 'whatIf' | 'line' | 'chosen'>): string {
  if (line.state !== 'known' || chosen === undefined)
    return 'A model needs a line to move: find the safe load first.';
  if (answer === undefined) return 'A model needs a curve that fits: measure more levels of load.';
  const at = (factor: number) => levelLabel(line.line.load * factor, chosen.unit);
  const change = [
    ...(asked.now === asked.after ? [] : [`${asked.after} in place of ${asked.now}`]),
    ...(asked.costFactor === 1
      ? []
      : [`jobs at ${threeDigits(asked.costFactor * 100)} % of their cost`]),
  ];
  const what = change.length === 0 ? 'nothing changed' : change.join(' and ');
  const from = `With ${what} the line would move from ${levelLabel(line.line.load, chosen.unit)}`;
  if (answer.factor === undefined)
    return answer.low === answer.high
      ? `${from} to ${at(answer.low)}. A search tells.`
      : `${from} to somewhere between ${at(answer.low)}, if all of the slowing down measured here is of what they share, and ${at(answer.high)}, if none of it is. A search tells.`;
  return `${from} to ${at(answer.factor)} (in step with the count: ${at(inStepOf(asked))}). This carries on what ${count(measured)} searches measured at different counts; a search tells.`;
}

function inStepOf({ now, after, costFactor }: CapacityPage['whatIf']['asked']): number {
  return after / now / costFactor;
}

/** What the line is worth: good answers, jobs, and what a thousand of them cost. */
export function goodputSummary({ goodput }: Pick<CapacityPage, 'goodput'>): string {
  const { goodput: answers, jobsPerHour, costPerThousandJobs } = goodput;
  if (answers === undefined) return '';
  const jobs =
    jobsPerHour === undefined ? '' : `, about ${count(jobsPerHour)} jobs started an hour`;
  const cost =
    costPerThousandJobs === undefined
      ? jobsPerHour === undefined
        ? ''
        : ' Enter what the service costs per hour to see what a thousand jobs cost.'
      : ` A thousand jobs cost ${threeDigits(costPerThousandJobs)}, in the currency of the price.`;
  return `At the line its goodput is ${textOf(rate(answers))}${jobs}.${cost}`;
}

type ForecastFacts = Pick<CapacityPage, 'forecasts' | 'traffic' | 'line'>;

const MIN_RUNS = 4;

/** When the line is reached, by each way of growing; or why nothing is said. */
export function forecastSummary({ forecasts, traffic, line }: ForecastFacts): string[] {
  if (traffic.points.length < MIN_RUNS)
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
      ? `${perDay < 0 ? '−' : ''}${levelLabel(Math.abs(Number(perDay.toPrecision(3))), unit)} a day`
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

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A parameter with four digits; what is very small as a power of ten: "1.736 × 10⁻⁶". */
export function parameterText(value: number | undefined): string {
  if (value === undefined) return '–';
  if (value === 0 || Math.abs(value) >= 1e-3) return String(Number(value.toPrecision(4)));
  const [digits = '', power = ''] = value.toExponential(3).split('e-');
  const raised = [...power].map((digit) => SUPERSCRIPTS[Number(digit)]).join('');
  return `${Number(digits)} × 10⁻${raised}`;
}
