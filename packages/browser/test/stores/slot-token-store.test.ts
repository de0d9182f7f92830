import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { describe, expect, it, test, vi } from 'vitest';
import {
  dangerouslyReadableTokenStore,
  slotTokenStore,
  type TokenSlot,
  type TokenStore,
} from '../../src/index.js';
import { tokenStoreConformance } from '../../src/testing/token-store-conformance.js';
import { fakeStorage } from '../support/fake-storage.js';
import { openShop } from '../support/shop.js';

/** What `safeStorage` of Electron does: encrypts with a key that the system keeps. */
function fakeSafeStorage() {
  const key = randomBytes(32);
  return {
    encryptString(text: string): Buffer {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, iv);
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
    },
    decryptString(bytes: Buffer): string {
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
    },
  };
}

/** The recipe of the README for Electron, over a file that is a variable here. */
function electronSlot(): TokenSlot & { readonly file: () => Buffer | null } {
  const safeStorage = fakeSafeStorage();
  let file: Buffer | null = null;
  return {
    file: () => file,
    read: () => (file === null ? null : safeStorage.decryptString(file)),
    write: (text) => {
      file = safeStorage.encryptString(text);
    },
  };
}

/** The recipe of the README for a keychain, which asks its user. */
function keychainSlot() {
  let item: string | null = null;
  const ask = vi.fn(() => Promise.resolve(true));
  const unlocked = async (): Promise<void> => {
    if (!(await ask())) throw Object.assign(new Error('The user cancelled.'), { name: 'user_cancelled' });
  };
  const slot: TokenSlot = {
    timeoutMs: 60_000,
    read: async () => {
      if (item !== null) await unlocked();
      return item;
    },
    write: async (text) => {
      item = text;
    },
  };
  return { slot, ask };
}

const slots: readonly (readonly [string, () => TokenSlot])[] = [
  ['Electron', electronSlot],
  ['a keychain', () => keychainSlot().slot],
];

describe.each(slots)('O2: the recipe for %s keeps the promises of a store', (_, newSlot) => {
  const opened = new WeakMap<TokenStore, TokenSlot>();
  const open = (slot: TokenSlot): TokenStore => {
    const store = slotTokenStore(slot);
    opened.set(store, slot);
    return store;
  };
  const reopen = (store: TokenStore): TokenStore => open(opened.get(store)!);
  for (const check of tokenStoreConformance({ create: () => open(newSlot()), reopen }))
    test(check.name, check.run);
});

describe('B8: sessionStorage, which has to be asked for by a name that warns', () => {
  for (const check of tokenStoreConformance({
    create: () =>
      dangerouslyReadableTokenStore({ namespace: 'shop', storage: fakeStorage(), warn: () => undefined }),
  })) {
    test(check.name, check.run);
  }

  it('warns once, at the first use, and not before', async () => {
    const warn = vi.fn();
    const store = dangerouslyReadableTokenStore({ namespace: 'shop', storage: fakeStorage(), warn });
    expect(warn).not.toHaveBeenCalled();

    await store.read();
    await store.read();

    expect(warn).toHaveBeenCalledTimes(1);
  });
});

describe('O2: what lies on the disk', () => {
  it('holds no token in plain text, and is no session where it was changed', async () => {
    const slot = electronSlot();
    const shop = openShop();
    const { client } = shop.open('app', { store: slotTokenStore(slot) });

    await client.auth.guest();

    expect(slot.file()?.toString('latin1')).not.toMatch(/eyJ[A-Za-z0-9_-]+\./);
  });
});

describe('O4: a store that asks its user', () => {
  it('and is refused gets no guest in the place of the session that it holds', async () => {
    const shop = openShop();
    const { slot, ask } = keychainSlot();
    const { consumer } = await shop.open('first', { store: slotTokenStore(slot) }).client.auth.guest();
    const { client } = shop.open('restarted', { store: slotTokenStore(slot) });
    ask.mockResolvedValueOnce(false);

    await expect(client.auth.guest()).rejects.toMatchObject({ code: 'storage_unavailable', retryable: true });
    await shop.pass(31_000);

    expect(await client.auth.guest()).toMatchObject({ signedIn: true, consumer });
    expect(shop.count(/auth.guest/)).toBe(1);
  });

  it('and is refused lets a shopper who signed out begin anew', async () => {
    const shop = openShop();
    const { slot, ask } = keychainSlot();
    const { client } = shop.open('app', { store: slotTokenStore(slot) });
    const { consumer } = await client.auth.guest();
    ask.mockResolvedValue(false);
    await client.auth.logout();

    const next = await client.auth.guest();

    expect(next.signedIn).toBe(true);
    expect(next.consumer).not.toEqual(consumer);
  });

  it('has time for that, and a refusal locks the session without losing it', async () => {
    const shop = openShop();
    const { slot, ask } = keychainSlot();
    const first = shop.open('first', { store: slotTokenStore(slot) }).client;
    const { consumer } = await first.auth.guest();
    const { client } = shop.open('restarted', { store: slotTokenStore(slot) });
    const degraded: string[] = [];
    client.on('auth:degraded', ({ operation }) => degraded.push(operation));
    ask.mockResolvedValueOnce(false);

    expect((await client.auth.restore()).signedIn).toBe(false);
    await expect(client.consumers.me()).rejects.toMatchObject({ code: 'not_authenticated' });
    expect(degraded).toEqual(['read']);
    await shop.pass(31_000); // it is not asked again at once, which would be a nuisance
    let answer: (isGood: boolean) => void = () => undefined;
    ask.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
    const restoring = client.auth.restore();
    await shop.pass(45_000); // the shopper looks for their glasses
    answer(true);

    expect(await restoring).toMatchObject({ signedIn: true, consumer });
    await expect(client.consumers.me()).resolves.toBeDefined();
    expect(shop.count(/auth.guest/)).toBe(1);
  });
});
