import { root } from './root.mjs';

const { startApp } = await import('./start-app.mjs');
process.exitCode = await startApp({ root, development: false });
