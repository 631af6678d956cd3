/** Who may import whom: ARCHITECTURE.md as rules. scripts/boundaries.test.ts holds a known-bad case for each of them. */

const MODULE = '^backend/src/modules/'
const TESTS = '[.]test[.]tsx?$'
const GENERATED = '^backend/src/platform/database/generated/'

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'contracts-know-only-zod',
      comment: 'A contract is what browser and server promise each other; whatever it imports, both get.',
      severity: 'error',
      from: { path: '^contracts/', pathNot: TESTS },
      to: { pathNot: ['^contracts/', '(^|/)node_modules/zod/'] },
    },
    {
      name: 'rules-are-pure',
      comment: 'A rule decides from its arguments: no clock, no database, no configuration. Hashing is arithmetic.',
      severity: 'error',
      from: { path: '^backend/.*[.]rules[.]ts$' },
      to: {
        pathNot: [
          '[.]rules[.]ts$',
          '^contracts/',
          '^backend/src/platform/pure/',
          '(^|/)node_modules/zod/',
          '^(node:)?crypto$',
        ],
      },
    },
    {
      name: 'pure-is-pure',
      comment: 'platform/pure is the ground the rules stand on.',
      severity: 'error',
      from: { path: '^backend/src/platform/pure/', pathNot: TESTS },
      to: {
        pathNot: [
          '^backend/src/platform/pure/',
          '^contracts/',
          '(^|/)node_modules/(luxon|rrule-temporal)/',
          '^(node:)?crypto$',
        ],
      },
    },
    {
      name: 'modules-have-doors',
      comment: 'Another module is used through its index.ts only.',
      severity: 'error',
      from: { path: `${MODULE}([^/]+)/`, pathNot: TESTS },
      to: { path: `${MODULE}[^/]+/`, pathNot: [`${MODULE}$1/`, `${MODULE}[^/]+/index[.]ts$`] },
    },
    {
      name: 'the-house-uses-doors',
      comment:
        'Whoever stands outside (composition, seed, scripts) uses index.ts only; the seed also hashes passwords.',
      severity: 'error',
      from: { path: '^(backend|scripts|prisma)/', pathNot: [MODULE, TESTS] },
      to: { path: `${MODULE}[^/]+/`, pathNot: [`${MODULE}[^/]+/index[.]ts$`, `${MODULE}identity/password-hash[.]ts$`] },
    },
    {
      name: 'platform-knows-no-domain',
      comment: 'The floor does not know what is built on it.',
      severity: 'error',
      from: { path: '^backend/src/platform/', pathNot: TESTS },
      to: { path: '^backend/src/(modules|app[.]ts|main[.]ts|modules[.]ts)' },
    },
    {
      name: 'only-repositories-query',
      comment: 'The generated client and the driver are for *.repository.ts, *.queries.ts and the platform.',
      severity: 'error',
      from: { path: MODULE, pathNot: ['[.](repository|queries)[.]ts$', TESTS] },
      to: { path: [GENERATED, '(^|/)node_modules/(pg|@prisma)/'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'repositories-do-not-call-up',
      comment: 'What reads and writes rows neither decides nor knows who asked.',
      severity: 'error',
      from: { path: `${MODULE}.*[.](repository|queries)[.]ts$` },
      to: { path: ['[.](routes|jobs)[.]ts$', '^backend/src/(app|main|modules)[.]ts$'] },
    },
    {
      name: 'only-routes-know-http',
      comment: 'A use case is called by routes, jobs and tests alike. The sign-in library speaks HTTP itself.',
      severity: 'error',
      from: {
        path: MODULE,
        pathNot: [
          '[.]routes[.]ts$',
          `${MODULE}[^/]+/index[.]ts$`,
          `${MODULE}identity/(auth-gateway|resolve-viewer|session-cache)[.]ts$`,
          TESTS,
        ],
      },
      to: { path: ['(^|/)node_modules/@?fastify', '^backend/src/platform/http/'] },
    },
    {
      name: 'browser-and-server-never-meet',
      comment: 'They share contracts and nothing else.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(backend|sandbox|scripts|prisma)/' },
    },
    {
      name: 'server-and-browser-never-meet',
      severity: 'error',
      from: { path: '^(backend|sandbox|contracts)/' },
      to: { path: '^src/' },
    },
    {
      name: 'sandbox-stands-alone',
      comment: 'The stand-in is talked to over its wire protocol, as the real thing is.',
      severity: 'error',
      from: { path: '^sandbox/', pathNot: TESTS },
      to: { path: '^(backend|scripts|prisma)/' },
    },
    {
      name: 'server-does-not-know-the-sandbox',
      severity: 'error',
      from: { path: '^backend/src/', pathNot: TESTS },
      to: { path: '^sandbox/' },
    },
    {
      name: 'features-are-islands',
      comment: 'Routes compose features; one feature does not import another.',
      severity: 'error',
      from: { path: '^src/features/([^/]+)/' },
      to: { path: '^src/features/[^/]+/', pathNot: '^src/features/$1/' },
    },
    {
      name: 'ui-and-lib-know-no-feature',
      severity: 'error',
      from: { path: '^src/(ui|lib)/' },
      to: { path: '^src/(features|routes|app)/' },
    },
    {
      name: 'test-support-stays-in-tests',
      comment: 'The simulation, the fuzzer and the chaos rehearsal are tests that take their time.',
      severity: 'error',
      from: {
        pathNot: [
          TESTS,
          '^backend/test-support/',
          '^scripts/(chaos|fuzz|authz-mutants(-run)?|sim(-mutants|ulation-databases)?)[.]ts$',
        ],
      },
      to: { path: ['^backend/test-support/', TESTS] },
    },
    {
      name: 'server-runs-without-dev-dependencies',
      comment: '`npm ci --omit=dev` is the server, and migrations run there too.',
      severity: 'error',
      from: {
        path: ['^(backend/src|contracts)/', '^scripts/(migrate|migrations|schema-engine|prisma-client|generate)[.]ts$'],
        pathNot: TESTS,
      },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: { pathNot: GENERATED },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'everything-resolves',
      severity: 'error',
      from: { pathNot: GENERATED },
      to: { couldNotResolve: true, pathNot: ['^virtual:', '[?]'] },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', GENERATED] },
    exclude: { path: ['[.]css$', '[.](svg|png|woff2)$'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.web.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'browser', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.d.ts'],
    },
  },
}
