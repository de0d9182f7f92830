import { attempt } from '../attempt.js';
import type { DeviceIdKeep } from '../device-id.js';
import type { ResolvedOptions } from '../options.js';

/** Reads and writes what a tab keeps of the limits that were set in it. Where storage is missing or forbidden nothing is kept. */
export interface TabMemory {
  read(): string | null;
  write(text: string): void;
  clear(): void;
}

/** Creates the memory of a tab; storage is not touched before it is used. */
export function createTabMemory({ environment, namespace }: ResolvedOptions): TabMemory {
  const name = `fanfare:rebids:${namespace}`;
  const kept = <T>(use: (keep: DeviceIdKeep) => T): T | null | undefined =>
    attempt(() => {
      const { tabKeep = globalThis.sessionStorage ?? null } = environment;
      return tabKeep && use(tabKeep);
    });
  return {
    read: () => kept((keep) => keep.getItem(name)) ?? null,
    write: (text) => kept((keep) => keep.setItem(name, text)),
    clear: () => void kept((keep) => keep.removeItem(name)),
  };
}
