import type { CapacityPage } from '@/lib/capacity/model';
import { textOf } from '@/lib/core/number';
import { count, percent, rate } from '@/lib/format/number';
import { levelWords } from '@/lib/plan/level-words';

type Told = Pick<CapacityPage, 'chosen' | 'profile' | 'line' | 'fit' | 'headRoom' | 'points'>;

/** What a manager wants to know of a target's capacity, in plain words. */
export function capacitySentence(page: Told): string {
  return [lineSentence(page), headRoomSentence(page), curveSentence(page)]
    .filter((part) => part !== '')
    .join(' ');
}

function lineSentence({ chosen, profile, line }: Told): string {
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
      const between = low === high ? '' : ` (between ${count(low)} and ${levelWords(high, unit)})`;
      const beyond = objective === undefined ? '' : ` Beyond, ${lower(objective)} is broken first.`;
      return `${target} safely carries ${levelWords(load, unit)}${between}${answered} within ${name}.${beyond}`;
    }
    case 'not-reached':
      return `${target} met ${name} up to ${levelWords(line.above, unit)}, the most that was measured: the line lies higher.`;
    case 'below-all':
      return `${target} did not meet ${name} even at ${levelWords(line.below, unit)}${line.objective === undefined ? '' : `: ${lower(line.objective)} was broken`}.`;
    case 'no-profile':
      return 'There is no profile that could draw a line.';
    case 'no-data':
      return `These runs cannot tell whether ${name} was met; a search can.`;
  }
}

function headRoomSentence({ headRoom, chosen }: Told): string {
  if (headRoom === undefined || chosen === undefined) return '';
  const { share, now } = headRoom;
  const traffic = levelWords(now.value, chosen.unit);
  return share >= 0
    ? `The last observed traffic, ${traffic}, leaves ${textOf(percent(share))} of that.`
    : `The last observed traffic, ${traffic}, is beyond it by ${textOf(percent(-share))}.`;
}

function curveSentence({ fit, chosen, points }: Told): string {
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
