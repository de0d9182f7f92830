// Protects: "every link in the documentation leads somewhere": files, folders and headings of this repository. Addresses of other hosts
// are not asked.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { anchorsIn, linksIn } from './docs/links.mjs';
import { root } from './steps/suites.mjs';

const files = globSync(
  '{*.md,packages/*/README.md,examples/**/*.md,fixtures/*/*.md,bench/**/*.md,docs/**/*.md}',
  {
    cwd: root,
    exclude: ['**/node_modules/**'],
  },
).sort();
const read = (file) => readFileSync(join(root, file), 'utf8');

for (const file of files) {
  for (const { target, line } of linksIn(read(file))) {
    const [path, anchor] = decodeURI(target).split('#');
    const to = path === '' ? file : relative(root, join(root, dirname(file), path));
    const problem = whatIsWrong(to, anchor);
    if (problem === undefined) continue;
    console.error(`${file}:${line}: ${target} ${problem}`);
    process.exitCode = 1;
  }
}

function whatIsWrong(to, anchor) {
  if (to.startsWith('..')) return 'leads out of the repository';
  if (!existsSync(join(root, to))) return 'is not there';
  if (anchor === undefined || !to.endsWith('.md') || anchorsIn(read(to)).has(anchor)) return undefined;
  return `leads to a heading that ${to} does not have`;
}
