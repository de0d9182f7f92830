import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { soak } from '../src/soak/soak.ts';

const databaseUrl = process.env['DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/test';
const number = (name: string, fallback: number): number => Number(process.env[name] ?? fallback);
// Seconds in a quick run; `test:full` takes two minutes, and whoever wants takes ten.
const seconds = number('FANFARE_SOAK_SECONDS', 10);
const shoppers = number('FANFARE_SOAK_SHOPPERS', 8);
const seed = number('FANFARE_SOAK_SEED', Math.floor(Math.random() * 2 ** 31));

const isThere = await listens(new URL(databaseUrl));
if (!isThere) console.log('SKIPPED: the soak: no PostgreSQL listens where DATABASE_URL says');

it.skipIf(!isThere)(
  'F8, H4: nobody loses a session or a place, and no webhook its effect, through faults, cut links, rolled keys and jumps of the clock',
  { timeout: (seconds + 120) * 1_000 },
  async () => {
    console.log(`soak: FANFARE_SOAK_SEED=${seed}, ${seconds} s, ${shoppers} shoppers`);

    const report = await soak({ seconds, shoppers, seed, databaseUrl });

    console.log(JSON.stringify(report));
    expect(report.losses).toEqual([]);
    expect(report.refused).toEqual([]);
    expect(report.effects).toMatchObject({ missing: 0, doubled: 0 });
    expect(report.effects.events).toBeGreaterThan(0);
    expect(report.defects).toEqual([]);
  },
);

function listens({ hostname, port }: URL): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port || 5432) });
    const end = (answer: boolean) => (): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.on('connect', end(true)).on('error', end(false));
  });
}
