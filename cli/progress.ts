import { Presets, SingleBar } from 'cli-progress';
import { clock, latency } from '@/lib/core/duration';
import { textOf } from '@/lib/core/number';
import { count, percent, rate } from '@/lib/format/number';
import type { RunState } from '@/lib/runs/model';

export interface Progress {
  update(state: RunState): void;
  close(): void;
}

const PLAIN_LINE_EVERY_MS = 10_000;

/** A bar on a terminal; elsewhere a line every ten seconds. Both go to stderr. */
export function openProgress(number: number): Progress {
  return process.stderr.isTTY ? openBar(number) : openLines(number);
}

function openBar(number: number): Progress {
  const bar = new SingleBar(
    { format: `Run ${number} {bar} {clock}  {figures}`, stream: process.stderr, hideCursor: true },
    Presets.shades_classic,
  );
  bar.start(1000, 0, { clock: '', figures: 'starting' });
  return {
    update: (state) =>
      bar.update(Math.round(state.progress.fraction * 1000), {
        clock: `${clock(state.progress.elapsedMs)}/${clock(state.progress.plannedMs)}`,
        figures: figuresOf(state),
      }),
    close: () => bar.stop(),
  };
}

function openLines(number: number): Progress {
  let nextMs = 0;
  return {
    update(state) {
      if (state.progress.elapsedMs < nextMs) return;
      nextMs = state.progress.elapsedMs + PLAIN_LINE_EVERY_MS;
      console.error(`Run ${number} ${clock(state.progress.elapsedMs)} ${figuresOf(state)}`);
    },
    close: () => undefined,
  };
}

function figuresOf({ status, activeUsers, totals, overall }: RunState): string {
  if (status === 'queued') return 'queued';
  return [
    // An open plan has none.
    ...(activeUsers > 0 ? [`${count(activeUsers)} users`] : []),
    textOf(rate(totals.requestsPerSecond)),
    `p95 ${textOf(latency(overall.response.p95Ms))}`,
    `${textOf(percent(totals.failureRate))} failed`,
  ].join('  ');
}
