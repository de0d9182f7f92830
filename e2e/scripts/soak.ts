// Lets shoppers and a merchant live through faults of every kind, cut links, killed servers, rolled keys and secrets, and leaps of time, and counts
// what is lost: pnpm -C e2e run soak --seconds 600 --shoppers 20 --seed 7. It starts a PostgreSQL and a Redis of its own. The same seed
// makes the same trouble; what it strikes depends on the machine, too.
import { parseArgs } from 'node:util';
import { soak } from '../src/soak/soak.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '120' },
    shoppers: { type: 'string', default: '12' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
    leeway: { type: 'string', default: '60000' },
  },
});
const { seconds, shoppers, seed, leeway } = values;
console.log(`soak: --seconds ${seconds} --shoppers ${shoppers} --seed ${seed} --leeway ${leeway}`);

const started = Date.now();
const elapsed = (): number => Math.round((Date.now() - started) / 1_000);
const report = await soak({
  seconds: Number(seconds),
  shoppers: Number(shoppers),
  seed: Number(seed),
  leewayMs: Number(leeway),
  onSpell: (ms, missing) =>
    console.log(`${elapsed()} s: a spell of ${ms} ms; not yet: ${missing.join(', ')}`),
});
if (report === undefined) {
  console.log('SKIPPED: the soak: there is no initdb or no redis-server');
} else {
  const { losses, refused, webhooks, defects, leaks, holdings, trouble, calls, longestMs, leewayMs } = report;
  console.table(trouble);
  console.table(webhooks);
  console.table(holdings);
  console.log({ calls, longestMs, leewayMs, seconds: elapsed() });
  const wrong = {
    'lost by shoppers': losses,
    'refused to the merchant': refused,
    'defects of the mock': defects,
    leaks,
    'events without effect': Object.values(webhooks).flatMap(({ missing }) =>
      missing > 0 ? [String(missing)] : [],
    ),
    'events with two effects': Object.values(webhooks).flatMap(({ doubled }) =>
      doubled > 0 ? [String(doubled)] : [],
    ),
  };
  for (const [what, list] of Object.entries(wrong)) for (const one of list) console.log(`${what}: ${one}`);
  const isGood = Object.values(wrong).every((list) => list.length === 0);
  console.log(isGood ? 'Nothing was lost, doubled or leaked.' : `Repeat it with --seed ${seed}.`);
  process.exitCode = isGood ? 0 : 1;
}
