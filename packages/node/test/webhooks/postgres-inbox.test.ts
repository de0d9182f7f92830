import postgres from 'postgres';
import type { PoolClient } from 'pg';
import { expect, it } from 'vitest';
import { inboxConformance, inboxTransactionConformance, type WebhookInbox } from '@fanfare/node/webhooks';
import { postgresInbox } from '@fanfare/node/webhooks/postgres';
import { openPostgresShop, type PostgresShop } from './support/postgres-shop.js';
import { databaseUrl, describeWith } from './support/services.js';

async function openSqlShop() {
  const shop = await openPostgresShop();
  const sql = postgres(databaseUrl, { max: 12, onnotice: () => {} });
  return {
    ...shop,
    inbox: postgresInbox({ sql, table: shop.table }),
    write: (tx: Pick<typeof sql, 'unsafe'>) =>
      tx.unsafe(`insert into ${shop.schema}.effects (name) values ('written')`),
    async close() {
      await sql.end();
      await shop.close();
    },
  };
}

await describeWith('PostgreSQL', 'H4: postgresInbox over pg', () => {
  it.each(inboxConformance(openPostgresShop))('$name', ({ run }) => run());
  it.each(inboxTransactionConformance(openPostgresShop))('$name', ({ run }) => run());
  it.each(inboxConformance(() => openPostgresShop({ max: 1 })))('$name, with one connection', ({ run }) =>
    run(),
  );
  const strict = { options: '-c default_transaction_isolation=serializable' };
  it.each(inboxConformance(() => openPostgresShop(strict)))('$name, serializable', ({ run }) => run());
  it.each(inboxTransactionConformance(() => openPostgresShop(strict)))('$name, serializable', ({ run }) =>
    run(),
  );
});

await describeWith('PostgreSQL', 'H4: postgresInbox over postgres.js', () => {
  it.each(inboxConformance(openSqlShop))('$name', ({ run }) => run());
  it.each(inboxTransactionConformance(openSqlShop))('$name', ({ run }) => run());
});

await describeWith('PostgreSQL', 'H5: the conformance suite of transactions', () => {
  type Transact = NonNullable<WebhookInbox<PoolClient>['transact']>;
  const breakages: Readonly<Record<string, (shop: PostgresShop) => Transact>> = {
    'writes beside the transaction':
      ({ inbox, pool }) =>
      (claim, given) =>
        inbox.transact(claim, { ...given, run: (_, lost) => given.run(pool as unknown as PoolClient, lost) }),
    'always says yes':
      ({ inbox }) =>
      async (claim, given) =>
        (await inbox.transact(claim, given)) || true,
    'says no to a success':
      ({ inbox }) =>
      async (claim, given) =>
        (await inbox.transact(claim, given)) && false,
    'swallows what is thrown':
      ({ inbox }) =>
      (claim, given) =>
        inbox.transact(claim, given).catch(() => false),
    'commits what is thrown':
      ({ inbox }) =>
      (claim, given) =>
        inbox.transact(claim, { ...given, run: (tx, lost) => given.run(tx, lost).catch(() => {}) }),
    'holds no claim':
      ({ inbox, pool }) =>
      async (claim, given) => {
        const client = await pool.connect();
        await given.run(client, given.signal).finally(() => client.release());
        return inbox.complete(claim);
      },
  };

  it.each(Object.entries(breakages))('notices an inbox that %s', async (_, breakage) => {
    const checks = inboxTransactionConformance(async () => {
      const shop = await openPostgresShop();
      return { ...shop, inbox: { ...shop.inbox, transact: breakage(shop) } };
    });

    const results = await Promise.allSettled(checks.map(({ run }) => run()));
    expect(results.some(({ status }) => status === 'rejected')).toBe(true);
  });
});
