import { connect } from 'node:net';
import { describe, it } from 'vitest';

/** Where PostgreSQL is. */
export const databaseUrl = process.env['DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/test';
/** Where Redis is. */
export const redisUrl = process.env['REDIS_URL'] ?? 'redis://127.0.0.1:6379';

/** Describes tests that need a service. Where nobody listens, it says so and skips. */
export async function describeWith(service: string, name: string, define: () => void): Promise<void> {
  const url = service === 'Redis' ? redisUrl : databaseUrl;
  const there = await listens(new URL(url));
  if (there) return void describe(name, define);
  console.log(
    `SKIPPED: ${name}: no ${service} listens where ${service === 'Redis' ? 'REDIS_URL' : 'DATABASE_URL'} says`,
  );
  describe.skip(name, () => it('needs a service', () => {}));
}

function listens({ hostname, port, protocol }: URL): Promise<boolean> {
  const fallback = protocol === 'redis:' ? 6379 : 5432;
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: port === '' ? fallback : Number(port) });
    const end = (answer: boolean) => (): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.on('connect', end(true)).on('error', end(false));
  });
}
