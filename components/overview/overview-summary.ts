import type { Overview } from '@/components/overview/overview-data';
import { runSummary } from '@/components/runs/run-summary';
import { runName } from '@/components/runs/status-badge';
import { relativeInstant } from '@/lib/core/instant';
import { plural } from '@/lib/core/number';
import type { RunListItem } from '@/lib/runs/model';

type Facts = Pick<Overview, 'active' | 'latest'>;

/** What is going on now; if nothing is, how the last run went. */
export function overviewSummary({ active, latest }: Facts, nowMs: number): string {
  const running = active.filter((run) => run.status !== 'queued');
  const queued = active.length - running.length;
  const waiting = queued === 0 ? '' : ` ${plural(queued, 'run is', 'runs are')} queued.`;
  const [first] = running;
  if (first !== undefined) {
    const others = running.length > 1 ? ` and ${plural(running.length - 1, 'other')}` : '';
    return `${runLabel(first)}${others} ${running.length > 1 ? 'are' : 'is'} running on ${first.target}.${waiting}`;
  }
  if (queued > 0) return `No active runs.${waiting}`;
  const [last] = latest;
  if (last === undefined)
    return 'No runs yet. Run “Light” to see how your target handles 20 users.';
  const ago = last.endedAt === undefined ? '' : ` ${relativeInstant(last.endedAt, nowMs)}`;
  return `No active runs. ${runLabel(last)} ended${ago}: ${lowerFirst(sentenceOf(last))}`;
}

function sentenceOf(run: RunListItem): string {
  return runSummary({ ...run, elapsedMs: run.durationMs });
}

function runLabel(run: RunListItem): string {
  return `Run ${run.number} (${runName(run)})`;
}

function lowerFirst(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
