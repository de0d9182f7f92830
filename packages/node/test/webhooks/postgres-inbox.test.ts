import postgres from 'postgres';
import { it } from 'vitest';
import { inboxConformance, inboxTransactionConformance } from '@fanfare/node/webhooks';
import { postgresInbox } from '@fanfare/node/webhooks/postgres';
import { openPostgresShop } from './support/postgres-shop.js';
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
