// Protects: "every example compiles". Type-checks the ts and tsx blocks of the READMEs, the docs and the TSDoc
// comments against the packages' sources, and reports where a block stands in its document.
import { execFile } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { codeBlocks, commentBlocks } from './docs/code-blocks.mjs';
import { docsConfig } from './docs/docs-config.mjs';
import { locate } from './docs/locate.mjs';
import { root } from './steps/suites.mjs';

const out = join(root, '.cache', 'docs');
const read = (file) => readFileSync(join(root, file), 'utf8').replaceAll('\r\n', '\n');
const find = (pattern) => globSync(pattern, { cwd: root, exclude: ['**/node_modules/**'] }).sort();

const blocks = [
  ...find('{README.md,packages/*/README.md,examples/*/README.md,docs/**/*.md}').flatMap((file) =>
    codeBlocks(read(file), file),
  ),
  ...find('packages/*/src/**/*.{ts,tsx}').flatMap((file) => commentBlocks(read(file), file)),
];

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
for (const [index, { language, code }] of blocks.entries())
  writeFileSync(join(out, `block-${index}.${language}`), code);
writeFileSync(join(out, 'tsconfig.json'), JSON.stringify(docsConfig(root)));

if (blocks.length > 0) {
  const tsc = join(root, 'node_modules', '@typescript', 'native', 'bin', 'tsc');
  const compiled = promisify(execFile)(process.execPath, [tsc, '-p', out, '--pretty', 'false'], { cwd: out });
  const output = await compiled.then(
    () => '',
    (error) => error.stdout + error.stderr,
  );
  if (output) console.error(locate(output, blocks));
  process.exitCode = output ? 1 : 0;
}
console.log(`${blocks.length} blocks`);
