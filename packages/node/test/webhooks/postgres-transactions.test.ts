import { Client, type Pool } from 'pg';
import postgres from 'postgres';
import { afterEach, expect, it, vi } from 'vitest';
import { webhookHandler } from '@fanfare/node/webhooks';
import { postgresInbox } from '@fanfare/node/webhooks/postgres';
import { orderCompleted } from './support/deliveries.js';
import { fakeClock } from './support/fake-clock.js';
import { gate } from './support/gate.js';
import { type Context, openReceiver, type Run } from './support/postgres-receiver.js';
import { secret } from './support/samples.js';
import { databaseUrl, describeWith } from './support/services.js';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
});

const open: typeof openReceiver = async (...given) => {
  const receiver = await openReceiver(...given);
  opened.push(receiver);
  return receiver;
};

const insert = (schema: string) => `insert into ${schema}.effects (name) values ('x')`;

await describeWith('PostgreSQL', 'H5: a handler with a transaction', () => {
  it('has its writes with the completion, and once for all copies', async () => {
    const shop = await open((_, { tx }) => shop.write(tx));

    const statuses = await Promise.all(Array.from({ length: 50 }, () => shop.deliver()));
    expect(new Set(statuses)).toEqual(new Set([200, 409]));
    expect(await shop.deliver()).toBe(200);
    expect(await shop.count()).toBe(1);
    expect(shop.failures).toEqual([]);
  });

  it('has none of its writes when it throws, and all of them the next time', async () => {
    const shop = await open(async (_, { tx, attempt }) => {
      await shop.write(tx);
      if (attempt === 1) throw new Error('no');
    });

    expect(await shop.deliver()).toBe(500);
    expect(await shop.count()).toBe(0);
    expect(await shop.deliver()).toBe(200);
    expect(await shop.count()).toBe(1);
  });

  it('goes to the dead letters in one transaction too', async () => {
    const deadLetter = vi.fn((_: unknown, { tx }: Context) => shop.write(tx));
    const failing: Run = async (_, { tx }) => {
      await shop.write(tx);
      throw new Error('poison');
    };
    const shop = await open(failing, { deadLetter, maxAttempts: 2 });

    expect(await shop.deliver()).toBe(500);
    expect(await shop.deliver()).toBe(200);
    expect(await shop.count()).toBe(1);
    expect(deadLetter).toHaveBeenCalledTimes(1);
  });

  it('is told when its connection is lost; nothing is written, and the next delivery works', async () => {
    let signal: AbortSignal | undefined;
    const shop = await open(async (_, context) => {
      await shop.write(context.tx);
      if (context.attempt > 1) return;
      signal = context.signal;
      const { rows } = await context.tx.query('select pg_backend_pid() as pid');
      const other = new Client(databaseUrl);
      await other.connect();
      await other.query('select pg_terminate_backend($1)', [rows[0].pid]);
      await other.end();
      await new Promise(() => {}); // it would wait for ever
    });

    expect(await shop.deliver()).toBe(500);
    expect(signal?.reason).toMatchObject({ code: 'storage_unavailable' });
    expect(await shop.count()).toBe(0);
    expect(await shop.deliver()).toBe(200);
    expect(await shop.count()).toBe(1);
  });

  it('that hangs in a statement is cut off at its limit, and holds no connection', async () => {
    const started = gate();
    const run: Run = async (_, { tx, attempt }) => {
      await shop.write(tx);
      if (attempt > 1) return;
      const asleep = tx.query('select pg_sleep(60)').catch(() => {});
      started.open();
      await asleep;
    };
    const shop = await open(run, { handlerTimeoutMs: 1_500, leaseMs: 1 }, { max: 1 });
    const first = shop.deliver();
    await started.passed;

    await shop.clock.advance(1_500);
    expect(await first).toBe(500);
    expect(shop.failures).toMatchObject([{ error: { code: 'timeout' }, next: 'redelivery' }]);
    await shop.advance(60_000); // waits for the row: the server ends the statement, too
    expect(await shop.deliver()).toBe(200);
    expect(await shop.count()).toBe(1);
  });

  it('has limits on the server, and keeps stricter ones', async () => {
    const limits: unknown[] = [];
    const run: Run = async (_, { tx }) => {
      for (const name of ['idle_in_transaction_session_timeout', 'statement_timeout']) {
        limits.push((await tx.query(`select current_setting('${name}') as value`)).rows[0].value);
      }
    };
    const lax = await open(run, { handlerTimeoutMs: 90_000 }, { max: 1 });
    await lax.deliver();
    const strict = await open(run, {}, { max: 1, options: '-c statement_timeout=7s' });
    await strict.deliver();

    expect(limits).toEqual(['90s', '90s', '5min', '7s']);
    const after = await lax.pool.query("select current_setting('statement_timeout') as value");
    expect(after.rows[0].value).toBe('0');
  });

  it('of which two wait for each other is delivered again, and lost is neither', async () => {
    const both = [gate(), gate()];
    const run: Run = async ({ id }, { tx, attempt }) => {
      const [mine, other] = id === 'whk_1' ? [1, 2] : [2, 1];
      await tx.query(`update ${shop.schema}.effects set name = name || 'x' where id = $1`, [mine]);
      if (attempt === 1) {
        both[mine - 1]?.open();
        await both[other - 1]?.passed;
      }
      await tx.query(`update ${shop.schema}.effects set name = name || 'x' where id = $1`, [other]);
    };
    const shop = await open(run);
    await shop.write(shop.pool);
    await shop.write(shop.pool);

    const statuses = await Promise.all([shop.deliver('whk_1'), shop.deliver('whk_2')]);
    expect(statuses.sort()).toEqual([200, 500]);
    expect(shop.failures).toMatchObject([{ error: { code: '40P01' }, next: 'redelivery' }]);
    expect(await Promise.all([shop.deliver('whk_1'), shop.deliver('whk_2')])).toEqual([200, 200]);
    const { rows } = await shop.pool.query(`select name from ${shop.schema}.effects`);
    expect(rows).toEqual([{ name: 'writtenxx' }, { name: 'writtenxx' }]);
  });

  it('that cannot be serialized is delivered again, also when that shows at the commit', async () => {
    const both = [gate(), gate()];
    const run: Run = async ({ id }, { tx, attempt }) => {
      const { rows } = await tx.query(`select count(*) from ${shop.schema}.effects`);
      if (attempt === 1) {
        const [mine, other] = id === 'whk_1' ? both : both.toReversed();
        mine?.open();
        await other?.passed;
      }
      await tx.query(`insert into ${shop.schema}.effects (name) values ($1)`, [rows[0].count]);
    };
    const shop = await open(run, {}, { options: '-c default_transaction_isolation=serializable' });

    const statuses = await Promise.all([shop.deliver('whk_1'), shop.deliver('whk_2')]);
    expect(statuses.sort()).toEqual([200, 500]);
    expect(shop.failures).toMatchObject([{ error: { code: '40001' }, next: 'redelivery' }]);
    expect(await Promise.all([shop.deliver('whk_1'), shop.deliver('whk_2')])).toEqual([200, 200]);
    const { rows } = await shop.pool.query(`select name from ${shop.schema}.effects order by name`);
    expect(rows).toEqual([{ name: '0' }, { name: '1' }]);
  });

  it('that fails at the commit is delivered again', async () => {
    const shop = await open(async (_, { tx, attempt }) => {
      const value = attempt === 1 ? 'same' : 'other';
      await tx.query(`insert into ${shop.schema}.marks values ($1)`, [value]);
    });
    await shop.pool.query(
      `create table ${shop.schema}.marks (mark text unique deferrable initially deferred)`,
    );
    await shop.pool.query(`insert into ${shop.schema}.marks values ('same')`);

    expect(await shop.deliver()).toBe(500);
    expect(shop.failures).toMatchObject([{ error: { code: '23505' } }]);
    expect(await shop.deliver()).toBe(200);
  });

  it('that swallows an error of the database has not had its effect', async () => {
    const shop = await open(async (_, { tx, attempt }) => {
      await shop.write(tx);
      if (attempt === 1) await tx.query('select no_such_column').catch(() => {});
    });

    expect(await shop.deliver()).toBe(500);
    expect(shop.failures).toMatchObject([{ error: { code: '25P02' } }]);
    expect(await shop.deliver()).toBe(200);
    expect(await shop.count()).toBe(1);
  });

  it('may undo a part of it at a savepoint', async () => {
    const shop = await open(async (_, { tx }) => {
      await tx.query('savepoint before');
      await shop.write(tx);
      await tx.query('rollback to savepoint before');
      await tx.query('ROLLBACK TRANSACTION TO before');
      await tx.query('release savepoint before');
      await shop.write(tx);
    });

    expect(await shop.deliver()).toBe(200);
    expect(await shop.count()).toBe(1);
  });

  it.each([
    'commit',
    ' COMMIT AND CHAIN',
    'begin',
    'Start  Transaction',
    'rollback',
    'rollback work',
    'abort;',
    'end',
    "prepare transaction 'x'",
    '/* by an agent */ commit',
    '/* a /* nested */ one */commit',
    '-- a word\n commit',
    ';; commit',
  ])('is refused %j', async (text) => {
    const shop = await open(async (_, { tx }) => {
      await shop.write(tx);
      await tx.query({ text });
    });

    expect(await shop.deliver()).toBe(500);
    expect(shop.failures).toMatchObject([{ error: { message: expect.stringContaining('SAVEPOINT') } }]);
    expect(await shop.count()).toBe(0);
  });

  it('that ends its transaction behind our back is found out, and fails', async () => {
    const shop = await open((_, { tx }) => tx.query(`${insert(shop.schema)}; commit`));

    expect(await shop.deliver()).toBe(500);
    expect(shop.failures).toMatchObject([
      { error: { message: expect.stringMatching(/ended the transaction of its `tx`/) } },
    ]);
  });

  it('can neither release nor end the client', async () => {
    const shop = await open((_, { tx, attempt }) => {
      if (attempt === 1) tx.release();
      if (attempt === 2) return (tx as unknown as Client).end();
      return shop.write(tx);
    });

    expect([await shop.deliver(), await shop.deliver(), await shop.deliver()]).toEqual([500, 500, 200]);
    expect(await shop.count()).toBe(1);
  });

  it('needs one connection for each event that is handled, and none beside it', async () => {
    const shop = await open((_, { tx }) => shop.write(tx), {}, { max: 1 });
    const ids = Array.from({ length: 20 }, (_, index) => `whk_${index % 10}`);

    const statuses = await Promise.all(ids.map((id) => shop.deliver(id)));
    expect(statuses.every((status) => status === 200 || status === 409)).toBe(true);
    expect(await shop.count()).toBe(10);
  });

  it('is delivered again where the pool has no connection to give', async () => {
    const shop = await open((_, { tx }) => shop.write(tx), {}, { max: 1 });
    shop.pool.options.connectionTimeoutMillis = 50; // only now: it limits the making of a connection, too
    const taken = await shop.pool.connect();

    expect(await shop.deliver()).toBe(500);
    taken.release();
    expect(await shop.deliver()).toBe(200);
    expect(await shop.count()).toBe(1);
  });

  it('that lost its event before it began does nothing, and is answered 409', async () => {
    const run = vi.fn();
    const shop = await open(run, {}, { max: 1 });
    const key = JSON.stringify(['org_test', 'whk_7']);
    const claim = shop.inbox.claim.bind(shop.inbox);
    const inbox = {
      ...shop.inbox,
      async claim(...given: Parameters<typeof claim>) {
        const answer = await claim(...given);
        await shop.advance(60_000);
        await claim({ key, owner: 'another process' }, 30_000);
        return answer;
      },
    };
    const handler = webhookHandler({
      secrets: [secret],
      clock: fakeClock(),
      inbox,
      on: { 'order.completed': run },
      onError: () => {},
    });

    expect((await handler(orderCompleted({ id: 'whk_7' }).request('http://shop.example/'))).status).toBe(409);
    expect(run).not.toHaveBeenCalled();
  });

  it('works by the tagged templates of postgres.js, and is refused to end there too', async () => {
    const shop = await open(() => {});
    const sql = postgres(databaseUrl, { max: 2, onnotice: () => {} });
    opened.push({ close: () => sql.end() });
    const failures: unknown[] = [];
    const handler = webhookHandler({
      secrets: [secret],
      clock: fakeClock(),
      inbox: postgresInbox({ sql, table: shop.table }),
      on: {
        async 'order.completed'(event, { tx, attempt }) {
          await tx`insert into ${tx(`${shop.schema}.effects`)} (name) values (${event.id})`;
          if (attempt === 1) await tx`commit`;
        },
      },
      onError: (error) => void failures.push(error),
    });
    const deliver = async () =>
      (await handler(orderCompleted({ id: 'whk_7' }).request('http://shop.example/'))).status;

    expect(await deliver()).toBe(500);
    expect(failures).toMatchObject([{ message: expect.stringContaining('SAVEPOINT') }]);
    expect(await deliver()).toBe(200);
    expect(await shop.count()).toBe(1);
  });
});

await describeWith('PostgreSQL', 'H4: the table of postgresInbox', () => {
  const claimOf = (key: string) => ({ key, owner: 'one' });

  it('is created by many processes at once, and once', async () => {
    const shop = await open(() => {}, {}, { max: 10 });
    const inbox = postgresInbox({ pool: shop.pool, table: `${shop.schema}.another` });

    await Promise.all(Array.from({ length: 10 }, () => inbox.createTable()));
    await inbox.createTable();
    expect(await inbox.claim(claimOf('a'), 1_000)).toEqual({ state: 'fresh', attempt: 1 });
  });

  it('is named where it is missing', async () => {
    const shop = await open(() => {});
    const inbox = postgresInbox({ pool: shop.pool, table: `${shop.schema}.missing` });

    await expect(inbox.claim(claimOf('a'), 1_000)).rejects.toMatchObject({
      code: 'storage_unavailable',
      message: expect.stringMatching(/no table .*missing.*createTable\(\)/),
    });
  });

  it('forgets what is past its retention: two with every claim, all with prune', async () => {
    const shop = await open(() => {});
    for (let index = 0; index < 8; index += 1) await shop.inbox.claim(claimOf(`old ${index}`), 1_000);
    await shop.inbox.complete(claimOf('old 0'));
    const rows = async () =>
      Number((await shop.pool.query(`select count(*) from ${shop.table}`)).rows[0].count);

    await shop.advance(604_799_000);
    await shop.inbox.claim(claimOf('new 1'), 1_000);
    expect([await rows(), await shop.inbox.prune()]).toEqual([9, 0]);
    await shop.advance(1_000);
    await shop.inbox.claim(claimOf('new 2'), 1_000);
    expect(await rows()).toBe(8);
    expect(await shop.inbox.prune()).toBe(6);
    expect(await rows()).toBe(2);
    expect(await shop.inbox.prune()).toBe(0);
  });

  it('takes what is past its retention for new, also before it is deleted', async () => {
    const shop = await open(() => {});
    await shop.inbox.claim(claimOf('a'), 1_000);
    await shop.inbox.complete(claimOf('a'));
    await shop.advance(604_800_001);

    expect(await shop.inbox.claim({ key: 'a', owner: 'two' }, 1_000)).toEqual({ state: 'fresh', attempt: 1 });
    expect(await shop.inbox.claim({ key: 'a', owner: 'three' }, 1_000)).toMatchObject({ state: 'in_flight' });
  });

  it('is searched by its indexes alone, for every statement', async () => {
    const shop = await open(() => {});
    await shop.pool.query(
      `insert into ${shop.table} select 'key ' || n, 'owner', 1, now() - n * interval '1 s', now(), now() + n * interval '1 s'
       from generate_series(1, 20000) as n`,
    );
    await shop.pool.query(`analyze ${shop.table}`);
    const plans: string[] = [];
    const recording = {
      connect: () => shop.pool.connect(),
      async query(text: string, values?: unknown[]) {
        const { rows } = await shop.pool.query(`explain ${text}`, values);
        plans.push(rows.map((row) => Object.values(row).join()).join('\n'));
        return { rows: [] };
      },
    };
    const inbox = postgresInbox({ pool: recording, table: shop.table });
    await inbox.claim(claimOf('key 7'), 1_000);
    await inbox.renew(claimOf('key 7'), 1_000);
    await inbox.complete(claimOf('key 7'));
    await inbox.release(claimOf('key 7'));
    await inbox.prune();

    expect(plans).toHaveLength(5);
    for (const plan of plans.slice(0, 4)) expect(plan).not.toMatch(/Seq Scan on inbox/);
    expect(plans.join()).toMatch(/Index .*using inbox_pkey/);
    expect(plans[0]).toMatch(/Index Scan using inbox_forget_at/);
  });

  it('knows no clock but that of the server', async () => {
    const shop = await open(() => {});
    await shop.inbox.claim(claimOf('a'), 30_000);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 86_400_000 });
    try {
      expect(await shop.inbox.claim(claimOf('a'), 30_000)).toMatchObject({ state: 'in_flight' });
    } finally {
      vi.useRealTimers();
    }
  });

  it('wants a Pool, and says why a Client is none', async () => {
    const client = new Client(databaseUrl);
    opened.push({ close: () => client.end() });
    const inbox = postgresInbox({ pool: client as unknown as Pool });

    await expect(
      inbox.transact(claimOf('a'), { limitMs: 1, signal: new AbortController().signal, run: async () => {} }),
    ).rejects.toThrow(/pool must be a Pool.*max: 1/);
  });
});
