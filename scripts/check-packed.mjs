// Protects: "what is published is dist, README, SECURITY, LICENSE and package.json, resolves for every bundler and type-checker,
// and runs nothing at install". Works on the packed tarballs, because only they have the published exports.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packAll } from './pack.mjs';
import { embedsMap, problemsOfFiles } from './packed-files.mjs';
import { root } from './steps/suites.mjs';

const run = promisify(execFile);
const bin = (name) => join(root, 'node_modules', '.bin', name);

const problems = await Promise.all(packAll('packed').map(check));
for (const problem of problems.flat()) console.error(problem);
process.exitCode = problems.flat().length > 0 ? 1 : 0;

async function check(packed) {
  const found = await Promise.all([publint(packed), attw(packed)]);
  return [...contents(packed), ...found.flat()].map((problem) => `${packed.name}: ${problem}`);
}

function contents({ name, files, folder }) {
  const built = files.filter((file) => file.endsWith('.js'));
  return [
    ...problemsOfFiles(name, files),
    ...built
      .filter((file) => embedsMap(readFileSync(join(folder, file), 'utf8')))
      .map((file) => `${file} embeds a source map`),
  ];
}

function publint({ tarball }) {
  return problemsOf('publint', ['run', tarball, '--strict']);
}

function attw({ tarball }) {
  return problemsOf('attw', [
    tarball,
    '--profile',
    'esm-only',
    '--format',
    'ascii',
    '--no-color',
    '--no-emoji',
  ]);
}

async function problemsOf(tool, args) {
  try {
    await run(bin(tool), args, { shell: process.platform === 'win32' });
    return [];
  } catch (error) {
    return [`${tool}\n${error.stdout}${error.stderr}`];
  }
}
