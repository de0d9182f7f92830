import type { DeviceIdKeep } from '../device-id.js';

/**
 * Remembers a sign-out that the backend has yet to hear of. A script cannot take a hidden cookie back: without it, a shopper who signed
 * out while the network was gone would be signed in again after a reload. What is kept names a session, and opens nothing.
 */
export interface OwedLogout {
  /** Returns the session that is to end; `null` where none is. */
  read(): string | null;
  note(id: string): void;
  settle(): void;
}

/** Creates it; where storage is forbidden, it lasts as long as the page. */
export function createOwedLogout(namespace: string, keep: () => DeviceIdKeep | null): OwedLogout {
  const name = `fanfare:signed-out:${namespace}`;
  let own: string | null = null;
  const kept = <T>(use: (found: DeviceIdKeep) => T): T | undefined => {
    try {
      const found = keep();
      return found === null ? undefined : use(found);
    } catch {
      return undefined;
    }
  };
  return {
    read: () => own ?? kept((found) => found.getItem(name)) ?? null,
    note(id) {
      own = id;
      kept((found) => found.setItem(name, id));
    },
    settle() {
      own = null;
      kept((found) => found.removeItem(name));
    },
  };
}
