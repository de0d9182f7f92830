import { randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { createKeyRing, type SealingKeysOption } from '../../src/sealing/key-ring.js';
import { openRecord, sealRecord } from '../../src/sealing/sealed-record.js';
import { SealedRecordError } from '../../src/sealing/sealing-error.js';
import { manualClock } from '../support/manual-clock.js';

const secretOf = (id: string) => ({ id, secret: randomBytes(32).toString('base64') });
const [old, young] = [secretOf('k1'), secretOf('k2')];
const keys = createKeyRing([old]);
const context = ['token', 'org_1', 'usr_1'];

const refusalOf = async (opening: Promise<unknown>): Promise<unknown> => {
  const error: unknown = await opening.catch((reason: unknown) => reason);
  return error instanceof SealedRecordError ? [error.code, error.details] : error;
};
const refused = (reason: string) => ['sealed_record_invalid', { reason }];

const texts = fc.oneof(
  fc.string({ minLength: 8 }),
  fc.constantFrom('\uFEFFafter a mark', 'a NUL \u0000 inside', 'Größe, \u{1D11E}, 券'),
);

describe('B7: a sealed record', () => {
  it('opens for whom it was sealed, and shows nothing of the text', async () => {
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        const record = await sealRecord(text, { keys, context });

        expect(record).toMatch(/^fsr1\.k1\.[\w-]+$/);
        expect(record).not.toContain(text);
        await expect(openRecord(record, { keys, context })).resolves.toEqual({ text, isOutdated: false });
      }),
    );
  });

  it('is another one every time', async () => {
    const records = new Set<string>();
    for (let round = 0; round < 200; round += 1) records.add(await sealRecord('same', { keys, context }));

    const ivs = new Set([...records].map((record) => record.slice(8, 24)));
    expect([records.size, ivs.size]).toEqual([200, 200]);
  });

  it('is refused whatever character of it is another one', async () => {
    const record = await sealRecord('a refresh token', { keys, context });
    const characters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ ';

    for (let place = 0; place < record.length; place += 1) {
      for (const character of characters) {
        if (character === record[place]) continue;
        const changed = `${record.slice(0, place)}${character}${record.slice(place + 1)}`;

        await expect(openRecord(changed, { keys, context })).rejects.toBeInstanceOf(SealedRecordError);
      }
    }
  }, 60_000);

  it('is refused whatever bit of its bytes is flipped', async () => {
    const record = await sealRecord('a refresh token', { keys, context });
    const [version, id, body = ''] = record.split('.');
    const bytes = Buffer.from(body, 'base64url');

    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      const opening = openRecord(`${version}.${id}.${changed.toString('base64url')}`, { keys, context });

      expect(await refusalOf(opening)).toEqual(refused('changed'));
    }
  }, 60_000);

  it.each<[string, string[]]>([
    ['another user', ['token', 'org_1', 'usr_2']],
    ['another tenant', ['token', 'org_2', 'usr_1']],
    ['another purpose', ['session', 'org_1', 'usr_1']],
    ['words cut elsewhere', ['token', 'org_1usr_1']],
    ['words with the commas inside', ['token', 'org_1","usr_1']],
    ['nobody', []],
  ])('is refused for %s', async (_, other) => {
    const record = await sealRecord('a refresh token', { keys, context });

    expect(await refusalOf(openRecord(record, { keys, context: other }))).toEqual(refused('changed'));
  });

  it.each<[string, string]>([
    ['nothing', ''],
    ['the text itself', 'a refresh token'],
    ['no body', 'fsr1.k1.'],
    ['less than an IV and a tag', `fsr1.k1.${'A'.repeat(36)}`],
    ['a fourth part', `fsr1.k1.${'A'.repeat(40)}.x`],
    ['another version', `fsr2.k1.${'A'.repeat(40)}`],
  ])('is refused where it is %s', async (_, record) => {
    expect(await refusalOf(openRecord(record, { keys, context }))).toEqual(refused('form'));
  });
});

describe('E6, B7: exchanging the key that seals', () => {
  it('opens what the old key sealed, and says that it is due to be sealed again', async () => {
    const record = await sealRecord('text', { keys, context });
    const both = createKeyRing([young, old]);

    const opened = await openRecord(record, { keys: both, context });
    const again = await sealRecord(opened.text, { keys: both, context });

    expect(opened).toEqual({ text: 'text', isOutdated: true });
    const onlyYoung = { keys: createKeyRing([young]), context };
    await expect(openRecord(again, onlyYoung)).resolves.toEqual({ text: 'text', isOutdated: false });
    expect(await refusalOf(openRecord(record, onlyYoung))).toEqual(refused('unknown_key'));
  });

  it('refuses a record of another key with the same id', async () => {
    const record = await sealRecord('text', { keys, context });

    const others = createKeyRing([secretOf('k1')]);
    expect(await refusalOf(openRecord(record, { keys: others, context }))).toEqual(refused('changed'));
  });

  it('asks a provider once, again after its time, and at once for a key that it does not know', async () => {
    const clock = manualClock();
    let list = [old];
    const provider = vi.fn(async () => list);
    const ring = createKeyRing(provider, { clock, maxAgeMs: 60_000 });
    const mine = { keys: ring, context };

    await Promise.all(Array.from({ length: 20 }, () => sealRecord('text', mine)));
    expect(provider).toHaveBeenCalledTimes(1);
    list = [young, old];
    const foreign = await sealRecord('of a process that knows already', {
      keys: createKeyRing(list),
      context,
    });
    expect(await refusalOf(openRecord(foreign, mine))).toEqual(refused('unknown_key'));
    clock.set(clock.now() + 30_000);
    await expect(openRecord(foreign, mine)).resolves.toMatchObject({ isOutdated: false });
    expect(provider).toHaveBeenCalledTimes(2);
    clock.set(clock.now() + 60_000);
    await sealRecord('text', mine);
    expect(provider).toHaveBeenCalledTimes(3);
  });

  it('goes on with the keys that it has while the provider is away, and without any says so without a secret', async () => {
    const clock = manualClock();
    const provider = vi.fn(async () => [old]);
    const ring = createKeyRing(provider, { clock });
    const record = await sealRecord('text', { keys: ring, context });
    const failure = new Error('no access with Bearer abcdefghijklmnop');
    provider.mockRejectedValue(failure);
    clock.set(clock.now() + 3_600_000);

    await expect(openRecord(record, { keys: ring, context })).resolves.toMatchObject({ text: 'text' });
    const error: unknown = await createKeyRing(provider)
      .current()
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'invalid_options' });
    expect(String(error)).not.toContain('abcdefghijklmnop');
  });

  it.each<[string, unknown]>([
    ['no list', undefined],
    ['an empty list', []],
    ['a text', ['secret']],
    ['no id', [{ secret: old.secret }]],
    ['an id with a dot', [{ id: 'a.b', secret: old.secret }]],
    ['the same id twice', [old, { ...young, id: 'k1' }]],
    ['a short secret', [{ id: 'k', secret: randomBytes(16).toString('base64') }]],
    ['a password', [{ id: 'k', secret: 'correct horse battery staple!!!!' }]],
    ['a placeholder', [{ id: 'k', secret: Buffer.alloc(32, 7) }]],
    ['something more', [{ ...old, key: 'x' }]],
  ])('refuses keys that are none: %s', (_, given) => {
    expect(() => createKeyRing(given as SealingKeysOption)).toThrow(/ealing key/);
  });

  it('takes a secret as bytes, and is not changed when those are wiped', async () => {
    const secret = randomBytes(32);
    const ring = createKeyRing([{ id: 'k1', secret }]);
    const twin = createKeyRing([{ id: 'k1', secret: secret.toString('base64url') }]);
    secret.fill(0);

    const record = await sealRecord('text', { keys: ring, context });
    await expect(openRecord(record, { keys: twin, context })).resolves.toMatchObject({ text: 'text' });
    await expect(crypto.subtle.exportKey('raw', (await ring.current()).key)).rejects.toThrow();
  });
});
