/** The walls of ARCHITECTURE.md: imports point one way, graph ← compiler ← runtime ← app. */
const tests = '[.]test[.]tsx?$|/testing/';

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'graph-knows-itself-only',
      severity: 'error',
      from: { path: '^src/graph', pathNot: tests },
      to: { pathNot: '^src/graph' },
    },
    {
      name: 'compiler-knows-graph',
      severity: 'error',
      from: { path: '^src/compiler', pathNot: tests },
      to: { pathNot: '^src/(graph|compiler)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'compiler-takes-tfjs-as-types',
      severity: 'error',
      from: { path: '^src/compiler', pathNot: tests },
      to: { pathNot: '^src/(graph|compiler)|@tensorflow' },
    },
    {
      name: 'runtime-knows-no-app',
      severity: 'error',
      from: { path: '^src/runtime', pathNot: tests },
      to: { path: '^(app|bench|scripts)/|react|electron' },
    },
    { name: 'src-knows-no-app', severity: 'error', from: { path: '^src/' }, to: { path: '^app/' } },
    {
      name: 'renderer-knows-no-host',
      severity: 'error',
      from: { path: '^app/renderer', pathNot: tests },
      to: { path: '^app/(main|preload|cli)|^electron$|^node:' },
    },
    {
      name: 'main-trains-nothing',
      severity: 'error',
      from: { path: '^app/(main|preload)', pathNot: tests },
      to: { path: '^src/(compiler|runtime)|^app/(renderer|cli)' },
    },
    {
      name: 'journeys-know-the-built-app',
      severity: 'error',
      from: { path: '^e2e' },
      to: { path: '^(src|app)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.tests.json' },
    exclude: { path: '(^|/)(out|dist|[.]cache|assembly)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.css'],
    },
  },
};
