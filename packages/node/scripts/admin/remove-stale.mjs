import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Removes what an earlier run wrote and this one does not; with `--check` it only fails where there is such a file. */
export function removeStale({ files, directory, by }) {
  const names = existsSync(directory) ? readdirSync(directory) : [];
  const stale = names.map((name) => join(directory, name)).filter((file) => !files.includes(file));
  for (const file of stale) {
    if (!process.argv.includes('--check')) rmSync(file);
    else {
      console.error(`${relative('', file)} is nothing that ${by} writes; run it and commit the result.`);
      process.exitCode = 1;
    }
  }
}
