// A crowd at an on-sale, in virtual time: what the platform is asked for under our policy and under those of others.
//   node bench/crowd.mjs                      a million shoppers, some minutes on two cores; draws docs/scaling.md
//   node bench/crowd.mjs --shoppers 20000     a smaller crowd; --seed another one; draws nothing unless --draw
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { drawScaling } from './crowd/draw-scaling.mjs';
import { loaded, platforms, pollers, variants } from './crowd/jobs.mjs';
import { policies } from './crowd/policies/policies.mjs';
import { runJobs } from './crowd/run-jobs.mjs';
import { tables } from './crowd/tables.mjs';
import { report } from './lib/report.mjs';
import { textTable } from './lib/tables.mjs';

const million = 1_000_000;
const { values } = parseArgs({
  options: {
    shoppers: { type: 'string', default: String(million) },
    seed: { type: 'string', default: '1' },
    threads: { type: 'string', default: String(Math.min(2, availableParallelism())) },
    draw: { type: 'boolean', default: false },
  },
});
const [shoppers, seed] = [Number(values.shoppers), Number(values.seed)];
if (!(shoppers >= 1_000) || shoppers > 2 * million)
  throw new RangeError('A crowd has 1,000 to 2,000,000 shoppers.');
const sample = Math.min(50_000, Math.max(2_000, Math.round(shoppers / 20)));
// What asks "what if" is answered by a smaller crowd.
const smaller = Math.max(2_000, Math.round(shoppers / 50));

const list = [
  ...Object.keys(policies).map((policy) => ({ kind: 'tokens', policy, shoppers, seed })),
  ...Object.keys(pollers).map((poller) => ({ kind: 'polling', poller, shoppers, sample, seed })),
  ...Object.keys(platforms).map((platform) => ({
    kind: 'platform',
    policy: 'ours',
    platform,
    shoppers: smaller,
    seed,
  })),
  ...Object.keys(variants).map((variant) => ({ kind: 'variant', variant, shoppers: smaller, seed })),
];
await loaded;
const begun = performance.now();
const results = await runJobs(list, {
  threads: Number(values.threads),
  onDone: ({ kind }, { name }) =>
    console.log(`${kind}: ${name}, after ${Math.round((performance.now() - begun) / 1_000)} s`),
});
const of = (kind) => results.filter((_, index) => list[index].kind === kind);
const figures = {
  shoppers,
  seed,
  sample,
  smaller,
  tokens: of('tokens'),
  polling: of('polling'),
  platforms: of('platform'),
  variants: of('variant'),
};
for (const { title, table } of tables(figures)) console.log(`\n${title}\n\n${textTable(table)}`);
report('crowd', figures);
if (values.draw || shoppers === million) await drawScaling(figures);
