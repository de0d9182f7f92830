// Protects: "what is published is dist, README, SECURITY, LICENSE and package.json, resolves for every bundler and type-checker,
// and runs nothing at install". Works on the packed tarballs, because only they have the published exports.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packAll } from './pack.mjs';
import { root } from './steps/suites.mjs';

const ALLOWED = /^(package\.json|README\.md|SECURITY\.md|LICENSE|CHANGELOG\.md|dist\/.+\.(js|d\.ts))$/;
const EXTRA = {
  '@fanfare/browser': /^dist\/standalone\/integrity\.json$/,
  '@fanfare/contract': /^(openapi\.json|vectors\/[\w-]+\.json)$/,
  '@fanfare/mock': /^page\/[\w-]+\.(html|css|js|svg)$/,
};
const REQUIRED = ['package.json', 'README.md', 'LICENSE', 'SECURITY.md'];

const run = promisify(execFile);
const bin = (name) => join(root, 'node_modules', '.bin', name);

const problems = await Promise.all(packAll('packed').map(check));
for (const problem of problems.flat()) console.error(problem);
process.exitCode = problems.flat().length > 0 ? 1 : 0;

async function check(packed) {
  const found = await Promise.all([publint(packed), attw(packed)]);
  return [...contents(packed), ...found.flat()].map((problem) => `${packed.name}: ${problem}`);
}

function contents({ name, files }) {
  const missing = REQUIRED.filter((file) => !files.includes(file)).map(
    (file) => `${file} is missing from the tarball`,
  );
  const unexpected = files.filter((file) => !ALLOWED.test(file) && !EXTRA[name]?.test(file));
  return [...missing, ...unexpected.map((file) => `${file} does not belong into the tarball`)];
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
