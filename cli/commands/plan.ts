import { readFileSync, writeFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { span } from '@/lib/core/duration';
import { PlimsollError } from '@/lib/core/errors';
import { IMPORT_FORMATS, type ImportFormat, planFromText } from '@/lib/import/plans/plan-from-text';
import { plannedMs } from '@/lib/plan/figures';
import { planJsonSchema } from '@/lib/plan/json-schema';
import { peakLabel, requestsLabel } from '@/lib/plan/labels';
import { parsePlan } from '@/lib/plan/parse-plan';
import { planHash } from '@/lib/plan/plan-hash';
import { planText } from '@/lib/plan/plan-text';
import { readPlanFile } from '../read-plan-file';

export function planCommand(): Command {
  return new Command('plan')
    .description('validate plan files, or import them from recorded requests')
    .addCommand(checkCommand())
    .addCommand(importCommand())
    .addCommand(schemaCommand());
}

function checkCommand(): Command {
  return new Command('check')
    .description('validate a plan file and list every problem; exit code 2 if there are any')
    .argument('<file>', 'plan file: .json, .ts, .mjs')
    .action(async (file: string) => {
      const plan = parsePlan(await readPlanFile(file));
      const size = [peakLabel(plan), span(plannedMs(plan)), requestsLabel(plan)];
      console.log(`${plan.name}: ${size.filter((words) => words !== undefined).join(', ')}.`);
      console.log(`The plan is valid. Hash: ${planHash(plan)}.`);
    });
}

function importCommand(): Command {
  return new Command('import')
    .description('create a plan from curl commands, a HAR file or an OpenAPI 3 document')
    .argument('<file>', 'input file, or - for standard input')
    .addOption(
      new Option('--from <format>', 'input format; default: auto-detected').choices(IMPORT_FORMATS),
    )
    .option('--out <file>', 'output file; default: standard output')
    .action(async (file: string, options: { from?: ImportFormat; out?: string }) => {
      const { plan, notes } = planFromText(readText(file), options.from);
      const text = planText(plan);
      for (const note of notes) console.error(note);
      if (options.out === undefined) console.log(text);
      else {
        writeFileSync(options.out, `${text}\n`);
        console.error(`Plan written to ${options.out}.`);
      }
    });
}

function readText(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new PlimsollError('invalid-input', `${file} cannot be read: ${why}.`);
  }
}

function schemaCommand(): Command {
  return new Command('schema')
    .description('print the JSON Schema of plan files')
    .option('--out <file>', 'output file; default: standard output')
    .action((options: { out?: string }) => {
      const text = JSON.stringify(planJsonSchema(), null, 2);
      if (options.out === undefined) console.log(text);
      else writeFileSync(options.out, `${text}\n`);
    });
}
