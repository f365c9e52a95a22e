import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { PlimsollError } from '@/lib/errors/plimsoll-error';
import { suiteJson } from '@/lib/interop/suite-json';
import { suiteMarkdown } from '@/lib/interop/suite-markdown';
import { claimSuite } from '@/lib/runs/claim-suite';
import { executeSuite } from '@/lib/runs/execute-suite';
import { getSuite } from '@/lib/runs/list-suites';
import { startSuite } from '@/lib/runs/start-suite';
import { stopSuite } from '@/lib/runs/stop-suite';
import type { SuiteView } from '@/lib/runs/suite-view';
import type { CommandResult } from '../build-program';
import { carryThrough } from '../carry-through';
import { chooseTarget } from '../choose-target';
import { numberList } from '../option-values';
import { suiteReport } from '../suite-report';
import { withStore } from '../with-store';

interface SuiteOptions {
  target?: string;
  quick?: boolean;
  only?: number[];
  json?: string;
  markdown?: string;
}

export function suiteCommand(result: CommandResult): Command {
  return new Command('suite')
    .description('run a fixed set of benchmarks that are judged together, and wait for its end')
    .addCommand(slaCommand(result));
}

function slaCommand(result: CommandResult): Command {
  return new Command('sla')
    .description('the twelve benchmarks of a training service; the first five are the headline')
    .option('--target <name or URL>', 'what to load; by default the first configured target')
    .option('--quick', 'scaled down, in under 90 s; its results are labelled so')
    .option('--only <numbers>', 'only these benchmarks, e.g. 1,5,12', numberList(1, 12))
    .option('--json <file>', 'write the result as JSON to this file')
    .option('--markdown <file>', 'write the result as Markdown to this file')
    .action(async (options: SuiteOptions) => {
      await withStore(async (store) => {
        const { id } = await startSuite(store, {
          ...(await chooseTarget(store, options.target)),
          quick: options.quick,
          benchmarks: options.only,
        });
        await carryThrough(store, {
          name: `Suite ${id}`,
          get: () => getSuite(store, id),
          progressOf,
          stop: () => stopSuite(store, id),
          async executeHere() {
            const suite = await claimSuite(store, `cli-${randomUUID()}`, id);
            if (suite !== undefined) await executeSuite(store, suite);
          },
        });
        const suite = await getSuite(store, id);
        if (suite === undefined) throw new PlimsollError('not-found', `Suite ${id} is gone.`);
        if (options.json !== undefined)
          writeFileSync(options.json, `${JSON.stringify(suiteJson(suite), null, 2)}\n`);
        if (options.markdown !== undefined)
          writeFileSync(options.markdown, `${suiteMarkdown(suite)}\n`);
        console.log(suiteReport(suite));
        result.exitCode = suite.status === 'finished' ? 0 : 1;
      });
    });
}

function progressOf(suite: SuiteView): string {
  const running = suite.benchmarks.find(({ status }) => status === 'running');
  if (running === undefined) return `Suite ${suite.id}: ${suite.status}`;
  return `Suite ${suite.id}: ${suite.done + 1} of ${suite.of}, ${running.title}`;
}
