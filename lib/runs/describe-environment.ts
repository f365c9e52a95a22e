import { readFileSync } from 'node:fs';
import { cpus, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import type { TargetCheck } from '@/lib/engine/check-target';
import type { Environment } from './model';

/** The machine, versions and target of a run: what two runs must share to be compared. */
export function describeEnvironment(target: TargetCheck): Environment {
  const processors = cpus();
  return {
    cpu: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    memoryBytes: totalmem(),
    platform: `${platform()} ${release()}`,
    node: process.version,
    plimsoll: projectVersion(),
    target: target.ok ? [target.service, target.version].filter(Boolean).join(' ') : undefined,
  };
}

function projectVersion(): string {
  const root = process.env.PLIMSOLL_ROOT ?? process.cwd();
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}
