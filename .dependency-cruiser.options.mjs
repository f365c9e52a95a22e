/** What both sets of rules look at. */
export const options = {
  doNotFollow: { path: 'node_modules' },
  exclude: { path: '^(\\.next|data|\\.cache|next-env\\.d\\.ts|test-results|playwright-report)' },
  tsConfig: { fileName: 'tsconfig.json' },
  combinedDependencies: false,
  enhancedResolveOptions: {
    exportsFields: ['exports'],
    conditionNames: ['import', 'node', 'default', 'types'],
    extensions: ['.ts', '.tsx', '.d.ts', '.js', '.mjs', '.cjs', '.json', '.css'],
  },
};
