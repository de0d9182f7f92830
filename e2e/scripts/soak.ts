// Lets shoppers and a merchant live through faults of every kind, cut links, rolled keys and secrets, and jumps of the clock, and counts what is
// lost: pnpm -C e2e run soak --seconds 600 --shoppers 20 --seed 7. Needs PostgreSQL at DATABASE_URL, or the local one. The same seed
// makes the same trouble; what it strikes depends on the machine, too.
import { parseArgs } from 'node:util';
import { soak } from '../src/soak/soak.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '120' },
    shoppers: { type: 'string', default: '12' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
  },
});
const databaseUrl = process.env['DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/test';
console.log(`soak: --seconds ${values.seconds} --shoppers ${values.shoppers} --seed ${values.seed}`);

const report = await soak({
  seconds: Number(values.seconds),
  shoppers: Number(values.shoppers),
  seed: Number(values.seed),
  databaseUrl,
});
console.log(JSON.stringify(report, null, 2));

const { losses, refused, effects, defects } = report;
const lost = [...losses, ...refused, ...defects].length + effects.missing + effects.doubled;
console.log(lost === 0 ? 'Nothing was lost.' : `${lost} things were lost.`);
process.exitCode = lost === 0 ? 0 : 1;
