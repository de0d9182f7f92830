// What `import` costs in a fresh process: of ours, and of the libraries of others. One process after the other, by turns.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { report } from './lib/report.mjs';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '15' } } });
const rounds = Number(values.rounds);
const dist = join(import.meta.dirname, '..', 'packages', 'node', 'dist');
const ours = (file) => pathToFileURL(join(dist, file)).href;

const modules = {
  'ours: @fanfare/node': ours('index.js'),
  'ours: @fanfare/node/webhooks': ours('webhooks/index.js'),
  'ours: @fanfare/node/tokens': ours('tokens/index.js'),
  stripe: 'stripe',
  openai: 'openai',
  '@anthropic-ai/sdk': '@anthropic-ai/sdk',
  '@clerk/backend': '@clerk/backend',
  '@workos-inc/node': '@workos-inc/node',
  resend: 'resend',
  svix: 'svix',
  standardwebhooks: 'standardwebhooks',
  ky: 'ky',
  jose: 'jose',
};

const taken = new Map(Object.keys(modules).map((name) => [name, []]));
for (let round = -1; round < rounds; round += 1) {
  for (const [name, specifier] of Object.entries(modules)) {
    const child = fork(join(import.meta.dirname, 'lib', 'import-one.mjs'), [specifier]);
    const [[measured]] = await Promise.all([once(child, 'message'), once(child, 'exit')]);
    if (round >= 0) taken.get(name).push(measured); // the first brings the files into memory
  }
}

const figures = Object.keys(modules).map((name) => {
  const times = taken
    .get(name)
    .map(({ ms }) => ms)
    .toSorted((a, b) => a - b);
  const sizes = taken
    .get(name)
    .map(({ bytes }) => bytes)
    .toSorted((a, b) => a - b);
  const at = (list, share) => list[Math.floor((list.length - 1) * share)];
  const rounded = (share) => Math.round(at(times, share) * 10) / 10;
  return {
    name,
    tenth: rounded(0.1),
    median: rounded(0.5),
    ninth: rounded(0.9),
    megabytes: Math.round(at(sizes, 0.5) / 104_857.6) / 10,
  };
});
for (const { name, tenth, median, ninth, megabytes } of figures)
  console.log(`${name.padEnd(30)} ${median} ms (${tenth} to ${ninth}), ${megabytes} MB`);
report('cold-import', figures);
