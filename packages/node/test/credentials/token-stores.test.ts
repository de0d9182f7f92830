import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import {
  createKeyRing,
  createTokenManager,
  encryptedTokenStore,
  fileTokenStore,
  memoryTokenStore,
  SealedRecordError,
  tokenStoreConformance,
  type KeyRing,
  type TokenStore,
} from '@fanfare/node/credentials';
import { manualClock, type ManualClock } from '../support/manual-clock.js';
import { openFincode } from '../support/fincode.js';

const till = { tenant: 'aurora', user: 'till' };
const office = { tenant: 'aurora', user: 'office' };
const key = (id: string) => ({ id, secret: randomBytes(32).toString('base64') });
const [old, young] = [key('old'), key('young')];

async function newDirectory(): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), 'fanfare-tokens-'));
  onTestFinished(() => rm(parent, { recursive: true, force: true }));
  return join(parent, 'tokens');
}

/** Writes in a turn, as a token manager does. */
async function put(store: TokenStore, record: string, owner = till): Promise<boolean> {
  const holder = `holder-${record}`;
  await store.claim(owner, { holder, leaseMs: 1_000 });
  const written = await store.write(owner, { record, holder });
  await store.release(owner, holder);
  return written;
}

const stores: Readonly<Record<string, (clock: ManualClock) => Promise<TokenStore>>> = {
  memory: async (clock) => memoryTokenStore({ clock }),
  files: async (clock) => fileTokenStore({ directory: await newDirectory(), clock }),
  'sealed memory': async (clock) => encryptedTokenStore(memoryTokenStore({ clock }), createKeyRing([young])),
  'sealed files': async (clock) =>
    encryptedTokenStore(fileTokenStore({ directory: await newDirectory(), clock }), createKeyRing([young])),
};

describe.each(Object.entries(stores))('B8: a store of tokens in %s', (_, open) => {
  const checks = tokenStoreConformance(async () => {
    const clock = manualClock();
    return { store: await open(clock), advance: async (ms) => clock.set(clock.now() + ms) };
  });

  it.each(checks)('$name', ({ run }) => run());
});

describe('B7: a sealed store', () => {
  const open = (keys: KeyRing = createKeyRing([old])) => {
    const inner = memoryTokenStore();
    return { inner, sealed: encryptedTokenStore(inner, keys) };
  };

  it('shows no token to whoever reads the store, and writes the same one differently every time', async () => {
    const { inner, sealed } = open();
    const records = new Set<string>();
    for (let round = 0; round < 20; round += 1) {
      await put(sealed, 'the same refresh token');
      records.add((await inner.read(till)) ?? '');
    }

    expect(records.size).toBe(20);
    expect([...records].join()).not.toContain('refresh');
  });

  it('yields nothing but a typed error whatever byte of a record is changed', async () => {
    const { inner, sealed } = open();
    await put(sealed, 'a refresh token');
    const record = (await inner.read(till)) ?? '';

    for (let at = 0; at < record.length; at += 1) {
      const flipped = String.fromCharCode(record.charCodeAt(at) ^ (1 + (at % 127)));
      await put(inner, record.slice(0, at) + flipped + record.slice(at + 1));

      await expect(sealed.read(till)).rejects.toBeInstanceOf(SealedRecordError);
    }
  });

  it('yields nothing of somebody else, and nothing without its key', async () => {
    const { inner, sealed } = open();
    await put(sealed, 'of the till');
    await put(sealed, 'of the office', office);
    const [ofTill = '', ofOffice = ''] = [await inner.read(till), await inner.read(office)];
    await put(inner, ofOffice, till);
    await put(inner, ofTill, office);

    for (const owner of [till, office])
      await expect(sealed.read(owner)).rejects.toBeInstanceOf(SealedRecordError);
    await put(inner, ofTill);
    const others = encryptedTokenStore(inner, createKeyRing([young]));
    await expect(others.read(till)).rejects.toMatchObject({ details: { reason: 'unknown_key' } });
  });

  it('E6: reads what the old key sealed, and writes it anew with the present one', async () => {
    const { inner, sealed } = open();
    await put(sealed, 'a refresh token');
    const both = encryptedTokenStore(inner, createKeyRing([young, old]));

    expect(await both.read(till)).toBe('a refresh token');
    expect(await inner.read(till)).toMatch(/^fsr1\.young\./);
    expect(await encryptedTokenStore(inner, createKeyRing([young])).read(till)).toBe('a refresh token');
  });

  it('E6: never writes an old record over a newer one: while somebody has the turn, it only reads', async () => {
    const { inner, sealed } = open();
    await put(sealed, 'a refresh token');
    const both = encryptedTokenStore(inner, createKeyRing([young, old]));
    await inner.claim(till, { holder: 'a refresh', leaseMs: 1_000 });

    expect(await both.read(till)).toBe('a refresh token');
    expect(await inner.read(till)).toMatch(/^fsr1\.old\./);
  });

  it.each(['claim', 'write', 'release'] as const)(
    'E6: is read though it cannot be written anew: %s fails',
    async (method) => {
      const { inner, sealed } = open();
      await put(sealed, 'a refresh token');
      const both = encryptedTokenStore(inner, createKeyRing([young, old]));
      vi.spyOn(inner, method).mockRejectedValue(new Error('read-only'));

      expect(await both.read(till)).toBe('a refresh token');
    },
  );

  it.each<[string, (inner: TokenStore) => Promise<unknown>]>([
    [
      'changed',
      async (inner) =>
        put(
          inner,
          `${(await inner.read(till)) ?? ''}`.replace(/.$/, (last) => (last === 'A' ? 'E' : 'A')),
        ),
    ],
    ['replaced by plain text', (inner) => put(inner, '{"version":1,"accessToken":"a","refreshToken":"r"}')],
    ['emptied', (inner) => put(inner, '')],
  ])('leads a token manager to another login where its record was %s', async (_, spoil) => {
    const { inner, sealed } = open();
    const { exchange, clock, balance, calls } = openFincode();
    const onEvent = vi.fn();
    const manager = () =>
      createTokenManager({ owner: till, store: sealed, exchange: exchange(), clock, onEvent });
    await manager().get();
    await spoil(inner);

    const token = await manager().get();

    expect((await balance(token.reveal())).status).toBe(200);
    expect([calls('login'), calls('refresh-token')]).toEqual([2, 0]);
    expect(onEvent).toHaveBeenCalledWith({ type: 'record_refused' });
  });

  it('is made of a store and keys', () => {
    expect(() => encryptedTokenStore({} as TokenStore, createKeyRing([old]))).toThrow(
      /store must have the methods/,
    );
    expect(() => encryptedTokenStore(memoryTokenStore(), undefined as never)).toThrow(/a store and keys/);
  });
});

describe('O6: a store in files', () => {
  async function openFiles() {
    const directory = await newDirectory();
    const store = fileTokenStore({ directory });
    await put(store, 'a record');
    const [name = ''] = (await readdir(directory)).filter((file) => file.endsWith('.tokens'));
    return { directory, store, file: join(directory, name) };
  }
  const refused = { name: 'FanfareError', code: 'storage_unavailable' };

  it('can be read by its user alone, and leaves nothing behind but the record', async () => {
    const { directory, file } = await openFiles();

    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(directory)).mode & 0o777).toBe(0o700);
    expect(await readdir(directory)).toHaveLength(1);
    expect(file).not.toMatch(/aurora|till/);
  });

  it('follows no link, neither for reading nor for writing', async () => {
    const { directory, store, file } = await openFiles();
    const target = join(directory, '..', 'target');
    await writeFile(target, 'not yours', { mode: 0o600 });
    await rm(file);
    await symlink(target, file);

    await expect(store.read(till)).rejects.toMatchObject(refused);
    expect(await put(store, 'mine')).toBe(true);
    expect(await readFile(target, 'utf8')).toBe('not yours');
    expect(await store.read(till)).toBe('mine');
  });

  it.each<[string, number]>([
    ['read', 0o644],
    ['written', 0o620],
  ])('trusts no file that others could have %s', async (_, mode) => {
    const { store, file } = await openFiles();
    await chmod(file, mode);

    await expect(store.read(till)).rejects.toMatchObject(refused);
  });

  it('trusts no folder that others can write to, or that is a link', async () => {
    const { directory, store } = await openFiles();
    await chmod(directory, 0o777);
    await expect(store.read(till)).rejects.toMatchObject(refused);
    await chmod(directory, 0o700);
    const link = join(directory, '..', 'link');
    await symlink(directory, link);

    await expect(fileTokenStore({ directory: link }).read(till)).rejects.toMatchObject(refused);
  });

  it('reads no file without end, and tells what is in the way without its content', async () => {
    const { store, file } = await openFiles();
    await writeFile(file, 'x'.repeat(70_000));
    await expect(store.read(till)).rejects.toMatchObject(refused);
    await rm(file);
    await mkdir(file);
    await expect(store.read(till)).rejects.toMatchObject(refused);
  });

  it('leaves nothing behind where a record cannot be written', async () => {
    const { directory, store } = await openFiles();
    const before = await readdir(directory);
    await store.claim(till, { holder: 'one', leaseMs: 60_000 });
    const record = 5 as never; // what the file system refuses, once the file is there

    await expect(store.write(till, { record, holder: 'one' })).rejects.toMatchObject(refused);
    await store.release(till, 'one');
    expect(await readdir(directory)).toEqual(before);
  });

  it('is read whole while it is written', async () => {
    const { store } = await openFiles();
    const [short, long] = ['s'.repeat(10), 'l'.repeat(60_000)];
    const writing = (async () => {
      for (let round = 0; round < 20; round += 1) await put(store, round % 2 === 0 ? long : short);
    })();

    const seen = new Set<string | undefined>();
    for (let round = 0; round < 100; round += 1) seen.add(await store.read(till));
    await writing;
    for (const text of seen) expect(['a record', short, long]).toContain(text);
  });

  it.each(['tokens', '../tokens', ''])('needs a whole path: "%s"', (directory) => {
    expect(() => fileTokenStore({ directory })).toThrow(/absolute path/);
  });
});
