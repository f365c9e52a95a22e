import { readFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import {
  fitOfPoints,
  scalingJson,
  scalingPointsFromText,
} from '@/lib/capacity/fitting/scaling-points';
import { writeJson } from '../../json-text';
import { fitReport } from './fit-report';

interface FitOptions {
  model?: 'linear' | 'amdahl' | 'usl';
  json?: string;
}

export function fitCommand(): Command {
  return new Command('fit')
    .description('fit the Universal Scalability Law to points of your own')
    .argument('<points.csv>', 'a CSV with the columns n and throughput')
    .addOption(
      new Option('--model <name>', 'in place of the model that is preferred').choices([
        'linear',
        'amdahl',
        'usl',
      ]),
    )
    .option('--json <file>', 'write the fit as JSON to this file')
    .action((file: string, { model, json }: FitOptions) => {
      const fit = fitOfPoints(scalingPointsFromText(readFileSync(file, 'utf8')), model);
      if (json !== undefined) writeJson(json, scalingJson(fit));
      console.log(fitReport(fit));
    });
}
