// Protects: "what is published is dist, README, LICENSE and package.json, resolves for every bundler and type-checker,
// and runs nothing at install". Works on the packed tarballs, because only they have the published exports.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packAll } from './pack.mjs';
import { root } from './steps/suites.mjs';

const ALLOWED = /^(package\.json|README\.md|LICENSE|CHANGELOG\.md|dist\/.+\.(js|d\.ts))$/;
const EXTRA = { '@fanfare/contract': /^(openapi\.json|vectors\/[\w-]+\.json)$/ };
const REQUIRED = ['package.json', 'README.md', 'LICENSE'];

const run = promisify(execFile);
const bin = (name) => join(root, 'node_modules', '.bin', name);

let failed = false;
for (const packed of packAll('packed')) {
  const problems = [...contents(packed), ...(await Promise.all([publint(packed), attw(packed)])).flat()];
  for (const problem of problems) console.error(`${packed.name}: ${problem}`);
  failed ||= problems.length > 0;
}
process.exitCode = failed ? 1 : 0;

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
