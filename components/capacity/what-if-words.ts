import { count, rate, threeDigits } from '@/lib/format/number';
import { textOf } from '@/lib/format/quantity';
import { levelWords } from '@/lib/plan/level-words';
import type { CapacityPage } from '@/lib/runs/capacity-page';

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
  const rests =
    answer.from === 'measured'
      ? `carries on what ${count(measured)} searches measured at different counts`
      : 'takes copies to hinder each other as concurrent requests were measured to (α and β), and at best not at all';
  return `With ${what} the line would move from ${levelWords(line.line.load, chosen.unit)} to ${at(answer.factor)} (${at(answer.low)} to ${at(answer.high)}). This ${rests}; a search tells.`;
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
