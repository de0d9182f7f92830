// Tokens in a real Chromium, ours and those of others, at one strict server: `--only tabs-4,outage` and `--peers fanfare,auth0` choose,
// `--quick` shows that it still runs.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { report } from './lib/report.mjs';
import { openBench } from './page/open-bench.mjs';
import { peers as all } from './page/peers.mjs';
import { scenarios } from './page/scenarios.mjs';

/** It calls all that an adapter has. */
const quick = ['sign-out-race'];
const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    peers: { type: 'string' },
    quick: { type: 'boolean', default: false },
  },
});
const named = (list) => list?.split(',');
const ids = named(values.only) ?? (values.quick ? quick : scenarios.map(({ id }) => id));
const chosen = scenarios.filter(({ id }) => ids.includes(id));
const peers = all.filter(({ name }) => named(values.peers)?.includes(name) ?? true);
if (chosen.length === 0 || peers.length === 0) throw new Error('There is no such scenario, or no such peer.');

const bench = await openBench({ peers, isQuick: values.quick });
const found = {};
const run = async (scenario) => {
  const started = performance.now();
  found[scenario.id] = await scenario.measure(bench);
  console.log(`${scenario.id} ${((performance.now() - started) / 1000).toFixed(1)} s`);
};
for (const scenario of chosen) if (scenario.isTimed) await run(scenario);
const waiting = chosen
  .filter(({ isTimed }) => !isTimed)
  .toSorted((a, b) => (b.seconds ?? 0) - (a.seconds ?? 0));
await Promise.all(waiting.map(run));
await bench.close();

for (const { id } of chosen) {
  for (const [name, { broken }] of Object.entries(found[id])) {
    if (broken === undefined) continue;
    console.log(`SKIPPED: ${name} broke in ${id}: ${broken}`);
    if (values.quick) process.exitCode = 1;
  }
}
const rows = chosen.map(({ id, title }) => ({ id, title, peers: found[id] }));
const versions = peers.map(({ name, title, module }) => ({ name, title, version: versionOf(module) }));
report('page-tokens', { chromium: bench.version, peers: versions, rows });

function versionOf(module) {
  if (module === undefined) return undefined;
  return JSON.parse(readFileSync(join(import.meta.dirname, 'node_modules', module, 'package.json'), 'utf8'))
    .version;
}
