/** What is used although no import says so: processes' first files, and what only a style sheet imports. */
export default {
  entry: [
    'app/**/{page,layout,route,error,loading,not-found,forbidden,global-error}.{ts,tsx}',
    'cli/main.ts',
    'worker/{main,import,print}.ts',
    'reference-service/main.ts',
    'lib/engine/generator-thread.{ts,mjs}',
    'lib/testing/fire-when-told.ts',
    'bench/*.{ts,mjs}',
    'bench/{findings,targets,verdicts}/*.{ts,mjs}',
    'bench/chaos/{main.ts,shifted-clock.mjs}',
    'e2e/seed/main.ts',
    'scripts/**/*.mjs',
    'docs/plans/*.ts',
  ],
  project: ['**/*.{ts,tsx,mjs,js,css}'],
  compilers: {
    css: (text) =>
      [...text.matchAll(/@import ['"]([^'"]+)['"]/g)]
        .map(([, path]) => `import '${path}';`)
        .join('\n'),
  },
  // The generated client, which git does not keep, is what needs it.
  ignoreDependencies: ['@prisma/client'],
  // The system's, and others used where they are installed.
  ignoreBinaries: ['mount', 'umount', 'promtool', 'taskset'],
};
