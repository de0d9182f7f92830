// Protects: "no source file is longer than 300 lines, unless its first line says that it is a table, generated or
// nothing but types".
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './steps/suites.mjs';

const LIMIT = 300;
const EXCUSE = /^\s*(\/\/|\/\*).*\b(table|generated|types only)\b/i;

const files = globSync('packages/*/src/**/*.{ts,tsx}', { cwd: root });
const tooLong = files.flatMap((file) => {
  const [first, ...rest] = readFileSync(join(root, file), 'utf8').trimEnd().split('\n');
  return rest.length < LIMIT || EXCUSE.test(first)
    ? []
    : [`${file}: ${rest.length + 1} lines, at most ${LIMIT}`];
});

for (const line of tooLong) console.error(line);
process.exitCode = tooLong.length > 0 ? 1 : 0;
