// What cli/with-dashboard.ts calls by this path; it is `start.mjs setup`.
process.argv.splice(2, 0, 'setup');
await import('./start.mjs');
