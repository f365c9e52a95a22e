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
    .description('fit the Universal Scalability Law to your own measurements')
    .argument('<points.csv>', 'CSV file with the columns n and throughput')
    .addOption(
      new Option('--model <name>', 'use this model instead of the best one').choices([
        'linear',
        'amdahl',
        'usl',
      ]),
    )
    .option('--json <file>', 'write the fit as JSON')
    .action((file: string, { model, json }: FitOptions) => {
      const fit = fitOfPoints(scalingPointsFromText(readFileSync(file, 'utf8')), model);
      if (json !== undefined) writeJson(json, scalingJson(fit));
      console.log(fitReport(fit));
    });
}
