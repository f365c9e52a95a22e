import type { CapacityPage } from '@/lib/capacity/model';
import { count, percent, rate, signedPercent, textOf, threeDigits } from '@/lib/core/number';
import { levelLabel } from '@/lib/plan/labels';

type GrowthForecast = CapacityPage['forecasts'][number];
type SummaryFacts = Pick<
  CapacityPage,
  'chosen' | 'profile' | 'line' | 'fit' | 'headRoom' | 'points'
>;

/** A target's safe load, headroom and scaling in plain sentences. */
export function capacitySummary(page: SummaryFacts): string {
  return [safeLoadSummary(page), headroomSummary(page), curveSummary(page)]
    .filter((part) => part !== '')
    .join(' ');
}

function safeLoadSummary({ chosen, profile, line }: SummaryFacts): string {
  if (chosen === undefined) return 'No capacity data yet.';
  const { target, unit } = chosen;
  const name = profile?.name ?? '';
  switch (line.state) {
    case 'known': {
      const { load, low, high, throughput, objective } = line.line;
      const answered =
        unit === 'users' && throughput !== undefined ? ` at ${textOf(rate(throughput))}` : '';
      const between = low === high ? '' : ` (${count(low)} to ${levelLabel(high, unit)})`;
      const beyond =
        objective === undefined ? '' : ` First objective to fail beyond that: ${lower(objective)}.`;
      return `${target} safely carries ${levelLabel(load, unit)}${between}${answered} within ${name}.${beyond}`;
    }
    case 'not-reached':
      return `${target} met ${name} up to ${levelLabel(line.above, unit)}, the highest load measured. The safe load is higher.`;
    case 'below-all':
      return `${target} did not meet ${name} even at ${levelLabel(line.below, unit)}${line.objective === undefined ? '' : `: ${lower(line.objective)} failed`}.`;
    case 'no-profile':
      return 'Add a profile to determine the safe load.';
    case 'no-data':
      return `These runs do not show whether ${name} was met. Run a search to find out.`;
  }
}

function headroomSummary({ headRoom, chosen }: SummaryFacts): string {
  if (headRoom === undefined || chosen === undefined) return '';
  const { share, now } = headRoom;
  const traffic = levelLabel(now.value, chosen.unit);
  return share >= 0
    ? `The latest observed traffic, ${traffic}, leaves ${textOf(percent(share))} headroom.`
    : `The latest observed traffic, ${traffic}, exceeds it by ${textOf(percent(-share))}.`;
}

function curveSummary({ fit, chosen, points }: SummaryFacts): string {
  if (chosen === undefined || points.length === 0) return '';
  if (fit === undefined)
    return 'Runs at three steady load levels (ideally six) are needed to fit a scaling model.';
  if (fit.isPoor) return 'No model fits the measured levels well enough to describe how it scales.';
  const loads = chosen.unit === 'users' ? 'users' : 'requests in flight';
  const isUncertain = fit.warnings.some(({ code }) => code === 'uncertain');
  if (isUncertain && fit.kneeN !== undefined)
    return `Throughput levels off before ${Math.round(fit.kneeN)} ${loads}; more data is needed to tell whether it drops under higher load.`;
  if (fit.peakN !== undefined && fit.peakThroughput !== undefined)
    return `Throughput peaks at ${textOf(rate(fit.peakThroughput))} with about ${Math.round(fit.peakN)} ${loads}; more load only increases latency.`;
  if (fit.model === 'linear')
    return `Throughput grows linearly up to ${Math.round(fit.reachesTo / 2)} ${loads}; no limit was reached.`;
  if (fit.ceiling !== undefined)
    return `Throughput approaches a ceiling of ${textOf(rate(fit.ceiling))}.`;
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
    return 'Find the safe load first to model a change.';
  if (answer === undefined) return 'The model needs a good fit: measure more load levels.';
  const at = (factor: number) => levelLabel(line.line.load * factor, chosen.unit);
  const change = [
    ...(asked.now === asked.after ? [] : [`${asked.after} instead of ${asked.now}`]),
    ...(asked.costFactor === 1
      ? []
      : [`jobs at ${threeDigits(asked.costFactor * 100)} % of their cost`]),
  ];
  const what = change.length === 0 ? 'no change' : change.join(' and ');
  const from = `With ${what}, the safe load would move from ${levelLabel(line.line.load, chosen.unit)}`;
  if (answer.factor === undefined)
    return answer.low === answer.high
      ? `${from} to ${at(answer.low)}. Run a search to verify.`
      : `${from} to between ${at(answer.low)} (if all contention measured here is in shared resources) and ${at(answer.high)} (if none is). Run a search to verify.`;
  return `${from} to ${at(answer.factor)} (linear scaling: ${at(linearFactor(asked))}). Extrapolated from ${count(measured)} searches at different counts; run a search to verify.`;
}

function linearFactor({ now, after, costFactor }: CapacityPage['whatIf']['asked']): number {
  return after / now / costFactor;
}

/** What the line is worth: good answers, jobs, and what a thousand of them cost. */
export function goodputSummary({ goodput }: Pick<CapacityPage, 'goodput'>): string {
  const { goodput: answers, jobsPerHour, costPerThousandJobs } = goodput;
  if (answers === undefined) return '';
  const jobs =
    jobsPerHour === undefined ? '' : `, about ${count(jobsPerHour)} jobs started per hour`;
  const cost =
    costPerThousandJobs === undefined
      ? jobsPerHour === undefined
        ? ''
        : ' Enter the cost per hour to see the cost per 1,000 jobs.'
      : ` Cost per 1,000 jobs: ${threeDigits(costPerThousandJobs)}, in the currency of the price.`;
  return `Goodput at the safe load: ${textOf(rate(answers))}${jobs}.${cost}`;
}

type ForecastFacts = Pick<CapacityPage, 'forecasts' | 'traffic' | 'line'>;

const MIN_RUNS = 4;

/** When the safe load is reached, by each kind of growth; or why there is no forecast. */
export function forecastSummary({ forecasts, traffic, line }: ForecastFacts): string[] {
  if (traffic.points.length < MIN_RUNS)
    return [
      'Add at least four days of observed traffic to see headroom and when growth reaches the safe load.',
    ];
  if (line.state !== 'known') return ['No date can be forecast yet: find the safe load first.'];
  return forecasts.map((forecast) => forecastSentence(forecast, traffic.unit));
}

function forecastSentence(forecast: GrowthForecast, unit: CapacityPage['traffic']['unit']): string {
  const { growth, perDay, why, crossesAtMs, earliestMs, latestMs, reachesToMs } = forecast;
  const pace =
    growth === 'linear'
      ? `${perDay < 0 ? '−' : ''}${levelLabel(Math.abs(Number(perDay.toPrecision(3))), unit)} per day`
      : `${textOf(signedPercent(perDay))} per day`;
  const name = `${growth === 'linear' ? 'Linear' : 'Compound'} growth (${pace})`;
  switch (why) {
    case 'crossed':
      return `${name}: traffic already exceeds the safe load.`;
    case 'not-growing':
      return `${name}: traffic is not growing.`;
    case 'too-far':
      return `${name}: the safe load is not expected to be reached before ${day(reachesToMs)}${earliestMs === undefined ? '' : ` (earliest ${day(earliestMs)})`}. Later dates are not forecast: the forecast reaches only as far ahead as the observations reach back.`;
    case 'crosses':
      return `${name}: the safe load is reached on ${day(crossesAtMs)}, between ${day(earliestMs) ?? 'now'} and ${latestMs === undefined ? 'an unknown date' : day(latestMs)}.`;
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
