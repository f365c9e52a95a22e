import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { PlimsollError } from '@/lib/core/errors';
import { signedPercent, textOf } from '@/lib/core/number';
import { type GateResult, gateExitCode, suiteGates } from '@/lib/export/gates';
import { suiteJson } from '@/lib/export/json/suite';
import { suiteJunit } from '@/lib/export/junit';
import { suiteMarkdown } from '@/lib/export/markdown';
import type { Store } from '@/lib/store/open-store';
import { claimJob } from '@/lib/store/queue/queue';
import type { BenchmarkView, SuiteView } from '@/lib/suites/model';
import { getSuite, startSuite, stopSuite, suiteBefore } from '@/lib/suites/suites';
import { benchmarkLimit, benchmarkValue } from '@/lib/verdict/model';
import { executeSuite } from '@/lib/worker/execute-suite';
import type { CommandResult } from '../command-result';
import { chooseTarget } from '../find-by-name';
import { followJob } from '../follow-job';
import { type GateOptions, gateLines, withGates } from '../gate-options';
import { writeJson } from '../json-text';
import { CONFIRM_HOST, numberList, wholeNumber } from '../option-values';
import { type Column, textTable } from '../text-table';
import { commanded, withStore } from '../with-store';

interface SuiteOptions extends Omit<GateOptions, 'baseline'> {
  target?: string;
  confirmHost?: string;
  quick?: boolean;
  only?: number[];
  json?: string;
  baseline?: number;
}

export function suiteCommand(result: CommandResult): Command {
  return new Command('suite')
    .description('run a benchmark suite and wait for the result')
    .addCommand(slaCommand(result));
}

function slaCommand(result: CommandResult): Command {
  const command = new Command('sla')
    .description('the twelve benchmarks of a training service, of which five are key objectives')
    .option('--target <name or URL>', 'target to load; default: the first configured target')
    .option(...CONFIRM_HOST)
    .option('--quick', 'scaled-down suite in under 90 s; results are labelled as quick')
    .option('--only <numbers>', 'only these benchmarks, for example 1,5,12', numberList(1, 12))
    .option('--json <file>', 'write the result as JSON')
    .option(
      '--baseline <number>',
      'suite to compare with; default: the latest of the same size on the target',
      wholeNumber(1, 999_999_999),
    );
  return withGates(command).action(async (options: SuiteOptions) => {
    await withStore(async (store) => {
      const input = {
        ...(await chooseTarget(store, options.target)),
        quick: options.quick,
        benchmarks: options.only,
      };
      const { id } = await commanded(store, 'suite.start', (within, asked) =>
        startSuite(within, { ...input, confirmHost: asked ?? options.confirmHost }),
      );
      await followJob(store, {
        name: `Suite ${id}`,
        get: () => getSuite(store, id),
        progressOf,
        stop: () => commanded(store, 'suite.stop', (within) => stopSuite(within, id), id),
        async executeHere(workerId) {
          const lease = await claimJob(store, 'suite', workerId, id);
          if (lease !== undefined) await executeSuite(store, lease);
        },
      });
      const suite = await getSuite(store, id);
      if (suite === undefined) throw new PlimsollError('not-found', `Suite ${id} was deleted.`);
      if (options.json !== undefined) writeJson(options.json, suiteJson(suite));
      const gates = await gatesOf(store, suite, options);
      if (options.junit !== undefined) writeFileSync(options.junit, suiteJunit(suite, gates));
      if (options.markdown !== undefined)
        writeFileSync(options.markdown, `${suiteMarkdown(suite, gates)}\n`);
      console.log([suiteReport(suite), gateLines(gates).join('\n')].filter(Boolean).join('\n\n'));
      result.exitCode = suite.status === 'finished' ? gateExitCode(gates) : 1;
    });
  });
}

async function gatesOf(
  store: Store,
  suite: SuiteView,
  { failOn = [], baseline }: SuiteOptions,
): Promise<GateResult[]> {
  if (failOn.length === 0) return [];
  const invalid = await store.prisma.run.findMany({
    where: { suiteId: suite.id, validity: 'invalid' },
    select: { id: true },
  });
  const before =
    baseline === undefined ? await suiteBefore(store, suite) : await getSuite(store, baseline);
  if (baseline !== undefined && before === undefined)
    throw new PlimsollError('not-found', `There is no suite ${baseline}.`);
  return suiteGates(
    failOn,
    suite,
    invalid.map(({ id }) => id),
    before,
  );
}

function progressOf(suite: SuiteView): string {
  const running = suite.benchmarks.find(({ status }) => status === 'running');
  if (running === undefined) return `Suite ${suite.id}: ${suite.status}`;
  return `Suite ${suite.id}: ${suite.done + 1} of ${suite.of}, ${running.title}`;
}

const COLUMNS: Column<BenchmarkView>[] = [
  { title: '#', value: ({ number }) => String(number), right: true },
  { title: 'Benchmark', value: ({ title, headline }) => (headline ? `${title} *` : title) },
  { title: 'Objective', value: ({ limit }) => benchmarkLimit(limit) },
  {
    title: 'Measured',
    value: ({ limit, result }) => textOf(benchmarkValue(limit.unit, result?.actual)),
    right: true,
  },
  { title: 'Margin', value: ({ result }) => textOf(signedPercent(result?.margin)), right: true },
  { title: 'Verdict', value: ({ result, status }) => result?.verdict ?? status },
  { title: 'Runs', value: ({ runs }) => runs.join(', ') || '–' },
];

/** How a suite ended, for a terminal. */
export function suiteReport(suite: SuiteView): string {
  const { compliance, benchmarks } = suite;
  const reasons = benchmarks.flatMap(({ number, result }) =>
    result?.reason === undefined ? [] : `${number}: ${result.reason}`,
  );
  const kind = suite.quick ? 'Quick suite (scaled down)' : 'Suite';
  return [
    `${kind} ${suite.id} on ${suite.target}: ${suite.status}. ${compliance.passed} of ${compliance.of} key objectives (*) met.`,
    ...(suite.failureReason === undefined ? [] : [suite.failureReason]),
    '',
    textTable(COLUMNS, benchmarks),
    ...(reasons.length === 0 ? [] : ['', ...reasons]),
  ].join('\n');
}
