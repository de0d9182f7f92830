// Builds the packages and starts one of the examples: `npm run example -- webhooks-postgres`. Without a name it lists them.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './steps/suites.mjs';

const manifestOf = (name) => JSON.parse(readFileSync(join(root, 'examples', name, 'package.json'), 'utf8'));
const names = readdirSync(join(root, 'examples')).filter((name) =>
  existsSync(join(root, 'examples', name, 'package.json')),
);
const [name] = process.argv.slice(2);
const options = { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' };

if (!names.includes(name)) {
  if (name !== undefined) console.error(`There is no example ${JSON.stringify(name)}.`);
  for (const known of names) console.log(`${known.padEnd(20)} ${manifestOf(known).description}`);
  process.exitCode = name === undefined ? 0 : 2;
} else {
  const script = manifestOf(name).scripts.start === undefined ? 'dev' : 'start';
  const built = spawnSync('pnpm', ['--silent', 'run', 'build:js'], options);
  process.exitCode =
    built.status === 0
      ? (spawnSync('pnpm', ['--silent', '-C', `examples/${name}`, 'run', script], options).status ?? 1)
      : 1;
}
