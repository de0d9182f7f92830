// Builds the packages and starts one of the examples: `npm run example -- webhooks-postgres`. Without a name it lists them.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { installPacked } from './steps/install-packed.mjs';
import { root } from './steps/suites.mjs';

const folderOf = (name) => join(root, 'examples', name);
const manifestOf = (name) => JSON.parse(readFileSync(join(folderOf(name), 'package.json'), 'utf8'));
const names = readdirSync(join(root, 'examples')).filter((name) =>
  existsSync(join(folderOf(name), 'package.json')),
);
const [name] = process.argv.slice(2);

if (!names.includes(name)) {
  if (name !== undefined) console.error(`There is no example ${JSON.stringify(name)}.`);
  for (const known of names) console.log(`${known.padEnd(20)} ${manifestOf(known).description}`);
  process.exitCode = name === undefined ? 0 : 2;
} else {
  process.exitCode = start(name);
}

function start(example) {
  const options = { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' };
  const script = manifestOf(example).scripts.start === undefined ? 'dev' : 'start';
  const built = spawnSync('pnpm', ['--silent', 'run', 'build:js'], options);
  if (built.status !== 0) return 1;
  // One that needs a large framework has a lockfile of its own, and is installed when it is asked for.
  if (existsSync(join(folderOf(example), 'package-lock.json'))) {
    const packages = ['browser', 'contract', 'core', 'mock', 'node', 'react'];
    installPacked(folderOf(example), { name: example, packages });
  }
  return spawnSync('pnpm', ['--silent', '-C', `examples/${example}`, 'run', script], options).status ?? 1;
}
