import { expect, it } from 'vitest';
import { postgresInbox } from '@fanfare/node/webhooks/postgres';

const claim = { key: '["org_1","whk_1"]', owner: 'one' };

/** A pool whose server refuses the first statements of the inbox with these codes and answers the next ones with a row. */
function refusingPool(...codes: readonly string[]) {
  const left = [...codes];
  const asked: string[] = [];
  const query = async (text: string): Promise<{ rows: unknown[] }> => {
    asked.push(text.split(/\s/)[0] ?? '');
    if (/^(?:begin|commit)/.test(text)) return { rows: [] };
    const code = left.shift();
    if (code !== undefined) throw Object.assign(new Error('refused'), { code });
    return { rows: [{ state: 'fresh', attempts: 1 }] };
  };
  return { asked, query, connect: async () => ({ query, release: () => {} }) };
}

it('H4: a claim that loses one race after the other gets through in the end', async () => {
  const inbox = postgresInbox({ pool: refusingPool(...Array.from({ length: 7 }, () => '40001')) });

  expect(await inbox.claim(claim, 1_000)).toEqual({ state: 'fresh', attempt: 1 });
});

it.each(['complete', 'renew'] as const)('H4: %s is asked again after a lost race', async (method) => {
  const inbox = postgresInbox({ pool: refusingPool('40P01') });

  expect(await inbox[method](claim, 1_000)).toBe(true);
});

it('H4: what lost a race is asked again in a transaction of its own', async () => {
  const pool = refusingPool('40001');

  await postgresInbox({ pool }).complete(claim);

  expect(pool.asked.slice(1)).toEqual(['begin', pool.asked[0], 'commit']);
});

it('H4: a server that always refuses is not asked for ever', async () => {
  const inbox = postgresInbox({ pool: refusingPool(...Array.from({ length: 100 }, () => '40001')) });

  await expect(inbox.claim(claim, 1_000)).rejects.toMatchObject({ code: '40001' });
});

it('H4: what is no race is told at once', async () => {
  const inbox = postgresInbox({ pool: refusingPool('53300') });

  await expect(inbox.claim(claim, 1_000)).rejects.toMatchObject({ code: '53300' });
});
