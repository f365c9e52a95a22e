import { randomInt, randomUUID } from 'node:crypto';
import type { Dataset } from '../training/dataset';
import { mixSeeds } from '../training/random';
import { type GrpoConfig, type Job, noProgress } from './job';

export interface StartRequest {
  agentId: string;
  config: GrpoConfig;
  dataset: Dataset;
}

/** @param serviceSeed makes every job's own seed follow from its ordinal; without it they are random */
export function newJob(
  { agentId, config }: StartRequest,
  ordinal: number,
  createdAtMs: number,
  serviceSeed?: number,
): Job {
  return {
    id: `job_${randomUUID()}`,
    ordinal,
    agentId,
    status: 'queued',
    config,
    seed: serviceSeed === undefined ? randomInt(2 ** 32) : mixSeeds(serviceSeed, ordinal),
    createdAtMs,
    progress: noProgress,
  };
}
