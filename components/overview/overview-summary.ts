import { runSummary } from '@/components/runs/run-summary';
import { runName } from '@/components/runs/status-badge';
import { relativeInstant } from '@/lib/core/instant';
import { plural } from '@/lib/core/number';
import type { Overview } from '@/lib/overview/model';
import type { RunListItem } from '@/lib/runs/model';

type Facts = Pick<Overview, 'active' | 'latest'>;

/** What is going on now; if nothing is, how the last run went. */
export function overviewSummary({ active, latest }: Facts, nowMs: number): string {
  const running = active.filter((run) => run.status !== 'queued');
  const queued = active.length - running.length;
  const waiting = queued === 0 ? '' : ` ${plural(queued, 'run waits', 'runs wait')} in the queue.`;
  const [first] = running;
  if (first !== undefined) {
    const others = running.length > 1 ? ` and ${plural(running.length - 1, 'other')}` : '';
    return `${findByName(first)}${others} ${running.length > 1 ? 'are' : 'is'} running against ${first.target}.${waiting}`;
  }
  if (queued > 0) return `Nothing is running.${waiting}`;
  const [last] = latest;
  if (last === undefined)
    return 'Nothing has run yet. Start light to see how your target answers 20 users.';
  const ago = last.endedAt === undefined ? '' : ` ${relativeInstant(last.endedAt, nowMs)}`;
  return `Nothing is running. ${findByName(last)} ended${ago}: ${lowerFirst(sentenceOf(last))}`;
}

export function sentenceOf(run: RunListItem): string {
  return runSummary({ ...run, elapsedMs: run.durationMs });
}

function findByName(run: RunListItem): string {
  return `Run ${run.number} (${runName(run)})`;
}

function lowerFirst(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
