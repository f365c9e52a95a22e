import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.//', import.meta.url)) } },
  test: {
    include: ['{lib,worker,cli,scripts,bench,components,app,reference-service}/**/*.test.{ts,tsx}'],
    // Tests keep to themselves: what takes the time is loading the same modules for each file anew.
    isolate: false,
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
