import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/**
 * These measure time, or really send load whose validity they judge: nothing else may be at work beside them.
 * Everything else passes on a machine that is busy, beside the dashboard's build for instance.
 */
const TIMING = [
  'bench/chaos/chaos.slow.test.ts',
  'bench/findings/findings.slow.test.ts',
  'cli/capacity.slow.test.ts',
  'cli/ci.slow.test.ts',
  'lib/engine/timing/clock.test.ts',
  'lib/engine/run-load.slow.test.ts',
  'lib/engine/transport/**/*.test.ts',
  'lib/engine/users/job-life/job-lives.slow.test.ts',
  'lib/worker/*.slow.test.ts',
  'reference-service/faults/*.test.ts',
  'reference-service/jobs/job-lifecycle.test.ts',
  'reference-service/main.slow.test.ts',
  'reference-service/rpc/protocol.test.ts',
];

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.//', import.meta.url)) } },
  test: {
    // Tests keep to themselves: what takes the time is loading the same modules for each file anew.
    isolate: false,
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // `vitest run` is both; `--project units` may run beside anything, `--project timing` runs alone.
    projects: [
      {
        extends: true,
        test: {
          name: 'units',
          include: [
            '{lib,worker,cli,scripts,bench,components,app,reference-service}/**/*.test.{ts,tsx}',
          ],
          exclude: TIMING,
          sequence: { groupOrder: 0 },
        },
      },
      { extends: true, test: { name: 'timing', include: TIMING, sequence: { groupOrder: 1 } } },
    ],
  },
});
