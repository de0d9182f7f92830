// Protects: "constants come without schemas, and a page never loads zod, jose, ky or anything of Node". Reads the built
// packages; sizes are in .size-limit.json.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { staticGraph } from './static-graph.mjs';
import { root } from './steps/suites.mjs';

const NODE = /^node:/;
const library = (name) => new RegExp(`node_modules/${name}/`);

const RULES = [
  { specifiers: ['@fanfare/contract'], never: [library('zod'), NODE] },
  { specifiers: ['@fanfare/core/base'], never: [library('zod'), library('ky'), library('jose'), NODE] },
  { specifiers: ['@fanfare/core'], never: [library('zod'), library('ky'), library('jose'), NODE] },
  { specifiers: ['@fanfare/core/server'], never: [library('zod'), library('ky'), library('jose'), NODE] },
  { specifiers: subpaths('react'), never: [library('zod'), library('ky'), library('jose'), NODE] },
  { specifiers: ['@fanfare/react/element'], never: [library('react'), library('react-dom')] },
  { specifiers: subpaths('browser'), never: [library('zod'), library('ky'), library('jose'), NODE] },
];

let failed = false;
for (const { specifiers, never } of RULES) {
  for (const specifier of specifiers) {
    const resolveDir = join(root, 'packages', specifier.split('/')[1]);
    const problems = await staticGraph(specifier, { resolveDir }).then(
      (modules) =>
        modules.filter((path) => never.some((pattern) => pattern.test(path))).map((path) => `loads ${path}`),
      (error) => [error.message],
    );
    for (const problem of problems.slice(0, 5)) console.error(`${specifier} ${problem}`);
    failed ||= problems.length > 0;
  }
}
process.exitCode = failed ? 1 : 0;

function subpaths(directory) {
  const file = join(root, 'packages', directory, 'package.json');
  const { name, exports } = JSON.parse(readFileSync(file, 'utf8'));
  const code = Object.keys(exports).filter((path) => !path.endsWith('.json'));
  return code.map((path) => join(name, path).replaceAll('\\', '/'));
}
