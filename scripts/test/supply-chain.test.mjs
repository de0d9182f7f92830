import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../steps/suites.mjs';

const read = (file) => readFileSync(join(root, file), 'utf8');
const packages = globSync('packages/*/package.json', { cwd: root })
  .sort()
  .map((file) => ({ file, ...JSON.parse(read(file)) }))
  .filter((manifest) => manifest.private !== true);

/** What a merchant gets along with each package. One more is a decision, not an accident. */
const DEPENDENCIES = {
  '@fanfare/browser': ['@fanfare/contract', '@fanfare/core'],
  '@fanfare/cli': ['@fanfare/contract', '@fanfare/core', '@fanfare/mock', '@fanfare/node'],
  '@fanfare/contract': ['zod'],
  '@fanfare/core': ['@fanfare/contract', 'ky'],
  '@fanfare/mock': ['@fanfare/contract', '@hono/node-server', 'hono', 'jose'],
  '@fanfare/node': ['@fanfare/contract', '@fanfare/core'],
  '@fanfare/react': ['@fanfare/contract', '@fanfare/core'],
};

describe('N2: what comes along with a package', () => {
  test.each(packages)(
    '$name brings only what was decided',
    ({ name, dependencies = {}, optionalDependencies }) => {
      const brought = Object.keys(dependencies).sort();

      expect(optionalDependencies).toBeUndefined();
      expect(brought.filter((one) => !DEPENDENCIES[name]?.includes(one))).toEqual([]);
    },
  );

  test.each(packages)(
    '$name runs nothing when it is installed, and takes nothing from an address',
    (manifest) => {
      const { scripts = {}, dependencies = {}, devDependencies = {}, peerDependencies = {} } = manifest;
      const ranges = Object.values({ ...dependencies, ...devDependencies, ...peerDependencies });

      expect(
        Object.keys(scripts).filter((name) => /^(pre|post)?(install|prepare|pack|publish)/.test(name)),
      ).toEqual([]);
      expect(ranges.filter((range) => /^(git|http|file|github)|:\/\/|^[\w-]+\/[\w-]+$/.test(range))).toEqual(
        [],
      );
    },
  );
});

describe('N2: what is locked', () => {
  test('is what its registry has by a hash, and nothing else, in the workspace', () => {
    const resolutions = read('pnpm-lock.yaml').match(/resolution: \{.*\}/g) ?? [];

    expect(resolutions.length).toBeGreaterThan(300);
    expect(resolutions.filter((line) => !/^resolution: \{integrity: sha512-[\w+/=]+\}$/.test(line))).toEqual(
      [],
    );
  });

  test.each(['bench', ...globSync('fixtures/*', { cwd: root })].filter((folder) => hasLock(folder)).sort())(
    'is what its registry has by a hash, and nothing else, in %s',
    (folder) => {
      const { packages: locked } = JSON.parse(read(`${folder}/package-lock.json`));
      const fromElsewhere = Object.entries(locked).filter(
        ([path, { integrity, link }]) =>
          path.includes('node_modules/') && !link && !integrity?.startsWith('sha512-'),
      );

      expect(fromElsewhere.map(([path]) => path)).toEqual([]);
    },
  );

  test('may run a script on installation only where somebody allowed it by name', () => {
    const [, allowed = ''] = /^allowBuilds:\n((?: {2}.*\n)+)/m.exec(read('pnpm-workspace.yaml')) ?? [];

    expect(allowed.match(/\S+(?=: true)/g)).toEqual(['esbuild']);
  });
});

function hasLock(folder) {
  return globSync(`${folder}/package-lock.json`, { cwd: root }).length > 0;
}
