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
  const quantile = (field, share) => {
    const sorted = taken
      .get(name)
      .map((one) => one[field])
      .toSorted((a, b) => a - b);
    return sorted[Math.floor((sorted.length - 1) * share)];
  };
  const rounded = (field, share) => Math.round(quantile(field, share) * 10) / 10;
  return {
    name,
    tenth: rounded('ms', 0.1),
    median: rounded('ms', 0.5),
    ninth: rounded('ms', 0.9),
    cpu: rounded('cpuMs', 0.5),
    megabytes: Math.round(quantile('bytes', 0.5) / 104_857.6) / 10,
  };
});
for (const { name, tenth, median, ninth, megabytes } of figures)
  console.log(`${name.padEnd(30)} ${median} ms (${tenth} to ${ninth}), ${megabytes} MB`);
report('cold-import', figures);
