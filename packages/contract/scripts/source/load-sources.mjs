// Loads the contract from its TypeScript sources, so that generating from it needs no build.
import { globSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export const packageRoot = join(import.meta.dirname, '..', '..');
const sources = join(packageRoot, 'src');

// Node strips the types of a `.ts` file, but does not look for it where an import says `.js`.
registerHooks({
  resolve(specifier, context, next) {
    const ours = context.parentURL?.startsWith(pathToFileURL(sources).href) === true;
    return next(ours && specifier.startsWith('.') ? specifier.replace(/\.js$/, '.ts') : specifier, context);
  },
});

/** Imports a module of the contract by its path below `src`. */
export function importSource(path) {
  return import(pathToFileURL(join(sources, path)).href);
}

/** Every module below a folder of `src`: its path, its exports and its text. */
export async function modulesBelow(folder) {
  const paths = globSync(`${folder}/**/*.ts`, { cwd: sources }).sort();
  return Promise.all(
    paths.map(async (path) => ({
      path,
      exports: await importSource(path),
      text: readFileSync(join(sources, path), 'utf8'),
    })),
  );
}
