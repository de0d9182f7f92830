import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, test } from 'vitest';
import { indexedDbTokenStore } from '../../src/stores/indexed-db-token-store.js';
import type { SealedRow } from '../../src/stores/seal.js';
import type { LiveRecord } from '../../src/stores/token-record.js';

const record: LiveRecord = {
  kind: 'live',
  epoch: 1,
  id: 'id',
  generation: 0,
  revision: 'first',
  consumer: { consumerId: 'consumer-1', type: 'guest' },
  accessToken: 'secret.access.token',
  refreshToken: 'secret-refresh-token',
  beaconToken: 'secret-beacon-token',
  lifetimeMs: 1,
  receivedAt: 2,
};

function inDatabase<T>(
  factory: IDBFactory,
  run: (store: IDBObjectStore) => IDBRequest<T>,
  name = 'sessions',
): Promise<T> {
  return new Promise((resolve, reject) => {
    const opening = factory.open('fanfare');
    opening.onerror = () => reject(opening.error as Error);
    opening.onsuccess = () => {
      const database = opening.result;
      const transaction = database.transaction(name, 'readwrite');
      const request = run(transaction.objectStore(name));
      transaction.oncomplete = () => {
        database.close();
        resolve(request.result);
      };
    };
  });
}

const rowOf = (factory: IDBFactory): Promise<SealedRow> =>
  inDatabase(factory, (store) => store.get('shop') as IDBRequest<SealedRow>);
const putRow = (factory: IDBFactory, row: unknown): Promise<IDBValidKey> =>
  inDatabase(factory, (store) => store.put(row, 'shop'));

async function sealed(): Promise<{
  factory: IDBFactory;
  open: (namespace?: string) => ReturnType<typeof indexedDbTokenStore>;
}> {
  const factory = new IDBFactory();
  const open = (namespace = 'shop'): ReturnType<typeof indexedDbTokenStore> =>
    indexedDbTokenStore({ namespace, indexedDB: factory });
  await open().write(record, null);
  return { factory, open };
}

describe('B6, B7: what lies in the database', () => {
  test('holds no token in plain text', async () => {
    const { factory } = await sealed();
    const row = await rowOf(factory);

    const bytes = Buffer.concat([Buffer.from(row.sealed), Buffer.from(row.iv), Buffer.from(row.revision)]);

    expect(bytes.toString('latin1')).not.toContain('secret');
    expect(bytes.toString('latin1')).not.toContain('consumer');
    expect(Object.keys(row).sort()).toEqual(['iv', 'revision', 'sealed']);
  });

  test('E6: is sealed with a key that cannot be exported', async () => {
    const { factory } = await sealed();
    const key = await inDatabase(factory, (store) => store.get('shop') as IDBRequest<CryptoKey>, 'keys');

    expect(key.extractable).toBe(false);
    expect(key.algorithm).toMatchObject({ name: 'AES-GCM', length: 256 });
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
  });

  test('is different bytes every time the same is written', async () => {
    const { factory, open } = await sealed();
    const first = await rowOf(factory);
    await open().write(record, 'first');
    const second = await rowOf(factory);

    expect(Buffer.from(second.iv)).not.toEqual(Buffer.from(first.iv));
    expect(first.iv).toHaveLength(12);
    expect(Buffer.from(second.sealed)).not.toEqual(Buffer.from(first.sealed));
    expect(await open().read()).toEqual(record);
  });
});

describe('what was tampered with counts as absent, and a new session can be written', () => {
  const flip = (bytes: ArrayBuffer | Uint8Array, at: number): Uint8Array<ArrayBuffer> => {
    const copy = new Uint8Array(new Uint8Array(bytes as ArrayBuffer));
    copy[at] = (copy[at] ?? 0) ^ 1;
    return copy;
  };

  test('whichever byte was flipped', async () => {
    const { factory, open } = await sealed();
    const row = await rowOf(factory);
    for (let at = 0; at < row.sealed.byteLength; at += 7) {
      await putRow(factory, { ...row, sealed: flip(row.sealed, at).buffer });
      expect(await open().read()).toBeNull();
    }
    for (let at = 0; at < row.iv.length; at++) {
      await putRow(factory, { ...row, iv: flip(row.iv, at) });
      expect(await open().read()).toBeNull();
    }
  });

  test.each([
    ['a revision of its own', (row: SealedRow) => ({ ...row, revision: 'other' })],
    ['no revision', ({ iv, sealed }: SealedRow) => ({ iv, sealed })],
    ['no bytes', (row: SealedRow) => ({ revision: row.revision })],
    ['text', () => 'text'],
    ['a number', () => 0],
    ['null', () => null],
    ['a list', () => []],
  ])('%s', async (_name, spoil) => {
    const { factory, open } = await sealed();
    await putRow(factory, spoil(await rowOf(factory)));

    expect(await open().read()).toBeNull();
    expect(await open().write({ ...record, revision: 'second' }, null)).toBe(true);
    expect(await open().read()).toEqual({ ...record, revision: 'second' });
  });

  test('a row of another namespace', async () => {
    const { factory, open } = await sealed();
    await open('other').write({ ...record, consumer: { consumerId: 'other', type: 'guest' } }, null);
    const other = await inDatabase(factory, (store) => store.get('other') as IDBRequest<SealedRow>);
    const key = await inDatabase(factory, (store) => store.get('other') as IDBRequest<CryptoKey>, 'keys');
    await putRow(factory, other);
    await inDatabase(factory, (store) => store.put(key, 'shop'), 'keys');

    expect(await open().read()).toBeNull();
  });

  test('a lost key', async () => {
    const { factory, open } = await sealed();
    await inDatabase(factory, (store) => store.delete('shop'), 'keys');

    expect(await open().read()).toBeNull();
  });
});

test('two tabs that start at the same moment use one key', async () => {
  const factory = new IDBFactory();
  const open = (): ReturnType<typeof indexedDbTokenStore> =>
    indexedDbTokenStore({ namespace: 'shop', indexedDB: factory });

  const wins = await Promise.all([open(), open(), open()].map((store) => store.write(record, null)));

  expect(wins.filter(Boolean)).toHaveLength(1);
  expect(await open().read()).toEqual(record);
});

test('nothing is opened before the first operation, and nothing stays open after it', async () => {
  let opened = 0;
  const factory = new IDBFactory();
  const counting = {
    open: (name: string, version?: number) => {
      opened += 1;
      return factory.open(name, version);
    },
  } as IDBFactory;
  const store = indexedDbTokenStore({ namespace: 'shop', indexedDB: counting });
  expect(opened).toBe(0);

  await store.write(record, null);
  await store.read();

  expect(opened).toBe(2);
  const deleted = await new Promise<string>((resolve) => {
    const request = factory.deleteDatabase('fanfare');
    request.onblocked = () => resolve('blocked');
    request.onsuccess = () => resolve('deleted');
  });
  expect(deleted).toBe('deleted');
});

test('a browser that forbids storage makes the operations reject', async () => {
  const forbidden = {
    open: () => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    },
  } as unknown as IDBFactory;
  const store = indexedDbTokenStore({ namespace: 'shop', indexedDB: forbidden });

  await expect(store.read()).rejects.toMatchObject({ name: 'SecurityError' });
  await expect(store.write(record, null)).rejects.toMatchObject({ name: 'SecurityError' });
});
