import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const SOURCE = '@fanfare/source';

/** A tsconfig under which a block may import every package by name, and whatever one of them depends on. */
export function docsConfig(root) {
  // Types before code: whichever comes first wins, even JavaScript without types.
  const libraries = globSync('packages/*/node_modules', { cwd: root }).flatMap((folder) => [
    join(root, folder, '@types', '*'),
    join(root, folder, '*'),
  ]);
  return {
    extends: join(root, 'tsconfig.base.json'),
    compilerOptions: {
      lib: ['ES2023', 'DOM', 'DOM.Iterable'],
      module: 'ESNext',
      moduleResolution: 'Bundler',
      types: ['node'],
      typeRoots: [join(root, 'node_modules', '@types')],
      jsx: 'react-jsx',
      isolatedDeclarations: false,
      declaration: false,
      // Nobody writes `process.env['NAME']` in a README.
      noPropertyAccessFromIndexSignature: false,
      paths: { ...ourPackages(root), '*': libraries },
    },
    include: ['*.ts', '*.tsx'],
  };
}

function ourPackages(root) {
  const packages = globSync('packages/*/package.json', { cwd: root }).map((file) => [
    join(root, file, '..'),
    JSON.parse(readFileSync(join(root, file), 'utf8')),
  ]);
  const entries = packages.flatMap(([directory, { name, exports }]) =>
    Object.entries(exports)
      .map(([subpath, target]) => [subpath, sourceOf(target)])
      .filter(([, source]) => source)
      .map(([subpath, source]) => [join(name, subpath).replaceAll('\\', '/'), [join(directory, source)]]),
  );
  return Object.fromEntries(entries);
}

function sourceOf(target) {
  const source = target[SOURCE];
  return typeof source === 'object' ? source.default : source;
}
