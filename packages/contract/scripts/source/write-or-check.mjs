import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';

/** Writes generated files; with `--check` on the command line it only fails where they are out of date. */
export function writeOrCheck({ files, by }) {
  for (const [file, text] of Object.entries(files)) {
    if (!process.argv.includes('--check')) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    } else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
      console.error(`${relative('', file)} is not what ${by} writes; run it and commit the result.`);
      process.exitCode = 1;
    }
  }
}
