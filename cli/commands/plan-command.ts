import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { span } from '@/lib/format/duration';
import { parsePlan } from '@/lib/plan/parse-plan';
import { peakWords } from '@/lib/plan/peak-words';
import { plannedMs } from '@/lib/plan/plan-figures';
import { planHash } from '@/lib/plan/plan-hash';
import { planJsonSchema } from '@/lib/plan/plan-json-schema';
import { requestsWords } from '@/lib/plan/requests-words';
import { readPlanFile } from '../read-plan-file';

export function planCommand(): Command {
  return new Command('plan')
    .description('check a plan file, or make one from recorded requests')
    .addCommand(checkCommand())
    .addCommand(schemaCommand());
}

function checkCommand(): Command {
  return new Command('check')
    .description('list every problem of a plan file; exit code 2 if there is any')
    .argument('<file>', 'a plan file: .json, .ts, .mjs')
    .action(async (file: string) => {
      const plan = parsePlan(await readPlanFile(file));
      const size = [peakWords(plan), span(plannedMs(plan)), requestsWords(plan)];
      console.log(`${plan.name}: ${size.filter((words) => words !== undefined).join(', ')}.`);
      console.log(`The plan is valid. Its hash is ${planHash(plan)}.`);
    });
}

function schemaCommand(): Command {
  return new Command('schema')
    .description('print the JSON Schema of plan files')
    .option('--out <file>', 'write it to this file')
    .action((options: { out?: string }) => {
      const text = JSON.stringify(planJsonSchema(), null, 2);
      if (options.out === undefined) console.log(text);
      else writeFileSync(options.out, `${text}\n`);
    });
}
