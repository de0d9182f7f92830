// The rules of the workspace. The restricted imports are the picture of the packages in docs and CONTRIBUTING:
// contract <- core <- browser <- react, core <- node <- cli, contract <- mock <- cli. scripts/test proves each one.

const zod = { name: 'zod', message: 'Import zod/mini: zod itself costs a bundle three times as much.' };
const noZod = {
  regex: '^zod(/|$)',
  message: 'This package ships without zod: take types from the contract with `import type`.',
  allowTypeImports: true,
};
const ky = {
  name: 'ky',
  message: 'Only the transport of @fanfare/core talks to ky.',
  allowTypeImports: true,
};
const jose = {
  name: 'jose',
  message: 'Only token verification and the mock talk to jose; a page loads it in load-jose.ts.',
  allowTypeImports: true,
};
const node = { regex: '^node:', message: 'This package also runs where there is no Node.' };
const ours = (names: string) => ({
  regex: `^@fanfare/(${names})(/|$)`,
  message:
    'Against the direction of dependencies: contract < core < browser < react, core < node < cli, contract < mock < cli.',
});
const shapes = {
  regex: '^@fanfare/contract/(operations|schemas)$',
  message: 'Drags zod into a page; `import type` is fine.',
  allowTypeImports: true,
};
const imports = (paths: object[], patterns: object[] = []) => ({
  'no-restricted-imports': ['error', { paths, patterns }],
});
const within = (files: string[], rules: object) => ({ files, rules });
const browserPatterns = [noZod, node, shapes, ours('browser|cli|mock|node|react')];
const corePatterns = [noZod, node, shapes, ours('browser|cli|core|mock|node|react')];
const nodePatterns = [ours('browser|cli|mock|node|react')];
export default {
  plugins: ['typescript', 'unicorn', 'oxc', 'import'],
  categories: { correctness: 'error' },
  ignorePatterns: ['**/dist/**', '**/.cache/**', 'reports/**'],
  rules: {
    eqeqeq: ['error', 'always', { null: 'ignore' }],
    // Headers and log lines are cleaned of control characters on purpose.
    'no-control-regex': 'off',
    'no-var': 'error',
    'prefer-const': 'error',
    'import/no-cycle': 'error',
    'typescript/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
    'typescript/no-explicit-any': 'error',
    'typescript/no-floating-promises': 'error',
    // Node's request listeners may be asynchronous: they answer for themselves.
    'typescript/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
    // `KnownCode | (string & {})` keeps completion while it accepts what a newer server sends.
    'typescript/no-redundant-type-constituents': 'off',
    'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    // Copying a set before its members run is what makes it safe to change meanwhile.
    'unicorn/no-useless-spread': 'off',
    // Objects made by factories have no `this` to lose.
    'typescript/unbound-method': 'off',
    ...imports([zod]),
  },
  overrides: [
    within(['**/test/**'], {
      'typescript/no-misused-spread': 'off',
      // What tests sort is compared with what is sorted the same way.
      'typescript/require-array-sort-compare': 'off',
      'typescript/restrict-template-expressions': 'off',
    }),
    // The runner of Node waits for what `test` returns.
    within(['{fixtures,bench,examples}/**/*.test.mjs'], { 'typescript/no-floating-promises': 'off' }),
    within(['packages/*/src/**'], { 'no-console': 'error', 'import/no-default-export': 'error' }),
    within(['packages/*/src/**/*-console.ts', 'packages/*/src/{cli,run-cli}.ts'], { 'no-console': 'off' }),
    within(['packages/{contract,core,node}/src/**'], {
      'no-restricted-globals': ['error', 'window', 'document', 'localStorage', 'sessionStorage'],
    }),
    within(
      ['packages/contract/src/**'],
      imports([zod, ky, jose], [node, ours('browser|cli|contract|core|mock|node|react')]),
    ),
    within(['packages/core/src/**'], imports([ky, jose], corePatterns)),
    within(
      ['packages/core/src/transport/**', 'packages/core/src/transport*.ts'],
      imports([jose], corePatterns),
    ),
    within(['packages/browser/src/**'], imports([ky, jose], browserPatterns)),
    within(['packages/browser/src/**/load-jose.ts'], imports([ky], browserPatterns)),
    within(['packages/react/src/**'], imports([ky, jose], [noZod, node, ours('cli|core|mock|node|react')])),
    within(['packages/node/src/**'], imports([zod, ky, jose], nodePatterns)),
    within(['packages/node/src/verify/**', 'packages/node/src/tokens/**'], imports([zod, ky], nodePatterns)),
    within(['packages/mock/src/**'], imports([zod, ky], [ours('browser|cli|core|mock|node|react')])),
    within(['packages/cli/src/**'], imports([zod, ky, jose], [ours('browser|cli|react')])),
  ],
};
