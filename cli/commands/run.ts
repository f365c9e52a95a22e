import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { compareRuns } from '@/lib/compare/compare-runs';
import { PlimsollError } from '@/lib/core/errors';
import { gateExitCode, runGates } from '@/lib/export/gates';
import { runJson } from '@/lib/export/json/run';
import { junitXml } from '@/lib/export/junit';
import { runMarkdown } from '@/lib/export/markdown';
import { findBaseline, markBaseline } from '@/lib/runs/baseline';
import { getRun } from '@/lib/runs/get-run';
import { hasEnded } from '@/lib/runs/model';
import { startFields } from '@/lib/runs/start-input';
import { startRun } from '@/lib/runs/start-run';
import { stopRun } from '@/lib/runs/stop-run';
import { keptSentence } from '@/lib/secrets/model';
import type { Store } from '@/lib/store/open-store';
import type { CommandResult } from '../command-result';
import { chooseTarget } from '../find-by-name';
import { followQueuedRun } from '../follow-job';
import { type GateOptions, gateLines, withGates } from '../gate-options';
import { writeJson } from '../json-text';
import { CONFIRM_HOST, duration, numberOf } from '../option-values';
import { looksLikeFile, readPlanFile } from '../read-plan-file';
import { runReport } from '../run-report';
import { commanded, withStore } from '../with-store';

interface RunOptions extends GateOptions {
  target?: string;
  users?: number;
  rate?: number;
  duration?: number;
  seed?: number;
  traceContext?: boolean;
  waitIdle?: boolean;
  confirmHost?: string;
  beside?: boolean;
  stopUnwatched?: number;
  name?: string;
  profile?: string;
  json?: string;
  asBaseline?: boolean;
}

export function runCommand(result: CommandResult): Command {
  const command = new Command('run')
    .description('run a scenario or a plan file and wait for the result')
    .argument('<scenario>', 'scenario (see plimsoll scenarios) or plan file: .json, .ts, .mjs')
    .option('--target <name or URL>', 'target to load; default: the first configured target')
    .option(
      '--users <n>',
      'scale the plan to this many virtual users',
      numberOf(startFields.shape.users),
    )
    .option(
      '--rate <n>',
      'scale an open plan to this many requests per second',
      numberOf(startFields.shape.ratePerSecond),
    )
    .option('--duration <time>', 'scale the plan to this duration, for example 30s or 5m', duration)
    .option(
      '--seed <n>',
      'random seed; the same seed makes the same decisions',
      numberOf(startFields.shape.seed),
    )
    .option('--trace-context', 'send trace headers (W3C traceparent)')
    .option('--wait-idle', 'start the load only when the target is idle, by its metrics')
    .option(...CONFIRM_HOST)
    .option('--beside', 'load the host even while another run loads it')
    .option(
      '--stop-unwatched <time>',
      'stop the run when nobody has watched it for so long, for example 30s',
      duration,
    )
    .option('--name <text>', 'run name')
    .option('--profile <slug>', 'SLA profile to evaluate against; "none" for none')
    .option('--json <file>', 'write the result as JSON')
    .option(
      '--as-baseline',
      'use the run as baseline of its scenario and target if every gate passes',
    );
  return withGates(
    command,
    'run to compare with; default: the baseline of the scenario and target',
  ).action(async (scenario: string, options: RunOptions) => {
    const plan = looksLikeFile(scenario) ? await readPlanFile(scenario) : undefined;
    await withStore(async (store) => {
      const input = {
        ...(plan === undefined ? { scenario } : { plan }),
        ...(await chooseTarget(store, options.target)),
        users: options.users,
        ratePerSecond: options.rate,
        durationMs: options.duration,
        seed: options.seed,
        traceContext: options.traceContext,
        waitForIdle: options.waitIdle,
        besideOthers: options.beside,
        stopUnwatchedAfterMs: options.stopUnwatched,
        name: options.name,
        profile: options.profile === 'none' ? '' : options.profile,
      };
      const { number, kept } = await commanded(store, 'run.start', (within, asked) =>
        startRun(within, { ...input, confirmHost: asked ?? options.confirmHost }),
      );
      if (kept.length > 0) console.error(keptSentence(kept));
      const compareWith = await baselineOf(store, number, options);
      await followQueuedRun(store, number);
      const run = await getRun(store, number);
      if (run === undefined || !hasEnded(run.state.status))
        throw new PlimsollError('unavailable', `Run ${number} did not finish.`);
      const comparison =
        compareWith === undefined ? undefined : await compareRuns(store, compareWith, number);
      const gates = runGates(options.failOn ?? [], run, comparison);
      if (options.json !== undefined) writeJson(options.json, runJson(run));
      if (options.junit !== undefined) writeFileSync(options.junit, junitXml(run, gates));
      if (options.markdown !== undefined)
        writeFileSync(options.markdown, `${runMarkdown(run, gates)}\n`);
      console.log([runReport(run), gateLines(gates).join('\n')].filter(Boolean).join('\n\n'));
      result.exitCode = run.state.status === 'finished' ? gateExitCode(gates) : 1;
      if (options.asBaseline && result.exitCode === 0) await markBaseline(store, number, true);
    });
  });
}

/** What the run will be compared with; where that cannot be said, it is not made at all. */
async function baselineOf(
  store: Store,
  number: number,
  { failOn = [], baseline }: RunOptions,
): Promise<number | undefined> {
  if (baseline === undefined && !failOn.includes('worse')) return undefined;
  const { scenarioName, targetName } = await store.prisma.run.findUniqueOrThrow({
    where: { id: number },
  });
  try {
    return await findBaseline(store, { scenarioName, targetName }, baseline);
  } catch (error) {
    await stopRun(store, number, 'now');
    throw error;
  }
}
