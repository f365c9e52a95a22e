import type { CapacityPage } from '@/lib/capacity/model';
import { textOf } from '@/lib/core/number';
import { count, rate, threeDigits } from '@/lib/format/number';
import { levelWords } from '@/lib/plan/level-words';

/** Where the line would be, and what that rests on. */
export function whatIfSentence({
  whatIf: { asked, answer, measured },
  line,
  chosen,
}: Pick<CapacityPage, 'whatIf' | 'line' | 'chosen'>): string {
  if (line.state !== 'known' || chosen === undefined)
    return 'A model needs a line to move: find the safe load first.';
  if (answer === undefined) return 'A model needs a curve that fits: measure more levels of load.';
  const at = (factor: number) => levelWords(line.line.load * factor, chosen.unit);
  const change = [
    ...(asked.now === asked.after ? [] : [`${asked.after} in place of ${asked.now}`]),
    ...(asked.costFactor === 1
      ? []
      : [`jobs at ${threeDigits(asked.costFactor * 100)} % of their cost`]),
  ];
  const what = change.length === 0 ? 'nothing changed' : change.join(' and ');
  const from = `With ${what} the line would move from ${levelWords(line.line.load, chosen.unit)}`;
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
export function goodputSentence({ goodput }: Pick<CapacityPage, 'goodput'>): string {
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
