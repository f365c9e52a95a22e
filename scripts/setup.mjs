import { root } from './root.mjs';

const { setUp } = await import('./set-up.mjs');
process.exitCode = await setUp(root, { build: process.argv.includes('--build') });
