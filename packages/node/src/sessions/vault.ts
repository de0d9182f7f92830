import { isFanfareError, type Clock } from '@fanfare/core/base';
import type { KeyRing } from '../sealing/key-ring.js';
import { openRecord, sealRecord } from '../sealing/sealed-record.js';
import { storageUnavailable } from './guard-store.js';
import { newSessionId, ownerOf } from './session-id.js';
import { timeLeft, type SessionLimits } from './session-limits.js';
import { readRecord, writeRecord, type SessionRecord } from './session-record.js';
import type { SessionStore, SessionWrite } from './session-store.js';

/** What a vault is made of. */
export interface VaultOptions {
  /** Guarded. */
  readonly store: SessionStore;
  readonly keys: KeyRing;
  readonly clock: Clock;
  readonly limits: SessionLimits;
  /** Separates the sessions of one shop from those of another in the same store. */
  readonly tenant: string;
}

/** The sessions in a store, sealed on their way in and opened on their way out. */
export interface Vault {
  /** Returns a session that goes on; null where there is none, where a limit ended it, and where its seal does not hold. */
  open(key: string): Promise<SessionRecord | null>;
  create(key: string, record: SessionRecord): Promise<void>;
  /**
   * Changes a session in one step, however many processes do; `change` may run several times and returns `undefined` to leave it.
   *
   * @returns what is kept afterwards.
   */
  update(
    key: string,
    change: (record: SessionRecord) => SessionRecord | undefined,
  ): Promise<SessionRecord | null>;
  remove(key: string): Promise<void>;
  /** Returns the keys of a consumer's sessions. */
  keysOf(consumerId: string): Promise<readonly string[]>;
}

const maxTries = 20;

/** Creates a vault. */
export function createVault({ store, keys, clock, limits, tenant }: VaultOptions): Vault {
  const contextOf = (key: string): readonly string[] => ['session', tenant, key];

  const openRow = async (key: string): Promise<{ record: SessionRecord; revision: string } | null> => {
    const row = await store.read(key);
    if (row === null) return null;
    try {
      const { text } = await openRecord(row.record, { keys, context: contextOf(key) });
      const record = readRecord(text);
      return timeLeft(record, limits, clock.now()) > 0 ? { record, revision: row.revision } : null;
    } catch (error) {
      if (isFanfareError(error) && error.code === 'sealed_record_invalid') return null;
      throw error;
    }
  };

  const toWrite = async (
    key: string,
    { record, expected }: { record: SessionRecord; expected: string | null },
  ): Promise<SessionWrite> => ({
    row: {
      revision: newSessionId(),
      owner: await ownerOf(tenant, record.session.consumerId),
      record: await sealRecord(writeRecord(record), { keys, context: contextOf(key) }),
    },
    expected,
    ttlMs: Math.ceil(timeLeft(record, limits, clock.now())),
  });

  return {
    open: async (key) => (await openRow(key))?.record ?? null,
    async create(key, record) {
      const write = await toWrite(key, { record, expected: null });
      if (!(await store.write(key, write))) throw storageUnavailable('it holds a session of that id');
    },
    async update(key, change) {
      for (let tries = 0; tries < maxTries; tries += 1) {
        const opened = await openRow(key);
        if (opened === null) return null;
        const record = change(opened.record);
        if (record === undefined) return opened.record;
        const write = await toWrite(key, { record, expected: opened.revision });
        if (write.ttlMs > 0 && (await store.write(key, write))) return record;
      }
      throw storageUnavailable('others changed the session all the while');
    },
    remove: (key) => store.remove(key),
    keysOf: async (consumerId) => {
      const owner = await ownerOf(tenant, consumerId);
      return store.keysOf(owner);
    },
  };
}
