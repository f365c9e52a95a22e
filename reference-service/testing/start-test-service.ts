import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Clock } from '../clock';
import { createReferenceService, type ReferenceService } from '../create-reference-service';
import type { ReferenceSettings } from '../settings';

/** A folder that is gone when the test is over. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'reference-service-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A quiet, quick and seeded service on a free port, closed when the test is over. */
export async function startTestService(
  settings: Partial<ReferenceSettings> = {},
  clock?: Clock,
): Promise<ReferenceService> {
  const dataDir = settings.dataDir ?? (await temporaryFolder());
  const quick = { modelStepMedianMs: 0.1, modelStepSigma: 0, seed: 1, logLevel: 'silent' } as const;
  const service = await createReferenceService({ port: 0, ...quick, ...settings, dataDir }, clock);
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= service.close();
    return closing;
  };
  onTestFinished(close);
  return { ...service, close };
}
