import { ConflictError } from '@fanfare/core';
import { attempt } from './attempt.js';
import { newId } from './stores/new-id.js';

/** What a device id is kept in. */
export type DeviceIdKeep = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** How a device id is made. */
export interface DeviceIdOptions {
  /** Names the scope of the id: one organization and mode, so that it links nothing across shops. */
  readonly namespace: string;
  /** Where it is kept over reloads; `null` for memory only. */
  readonly keep: () => DeviceIdKeep | null;
}

/**
 * A random number that tells the platform which device entered a line. Nothing about the device is measured,
 * and resetting it makes a new device of this one.
 */
export interface DeviceId {
  /** Returns the id, making it on first use. */
  get(): string;
  /**
   * Forgets the id; the next use makes another.
   *
   * @throws `ConflictError` `conflict` while a journey is active, whose place it would cost.
   */
  reset(): void;
  /**
   * Keeps the id from being reset until the returned function is called, which is safe to call twice, or `isOver` says so.
   */
  hold(isOver?: () => boolean): () => void;
  /** Whether it is kept from being reset: the shopper takes part in something. */
  readonly isHeld: boolean;
}

const form = /^[A-Za-z0-9_-]{16,64}$/;

/** Creates the device id of a client; storage is not touched before the first use. */
export function createDeviceId(options: DeviceIdOptions): DeviceId {
  const name = `fanfare:device:${options.namespace}`;
  const holds = new Set<{ readonly isOver: () => boolean }>();
  let current: string | undefined;

  const isHeld = (): boolean => [...holds].some(({ isOver }) => !isOver());

  // Where nothing can be kept the id lives as long as the page.
  const kept = <T>(use: (keep: DeviceIdKeep) => T): T | undefined =>
    attempt(() => {
      const keep = options.keep();
      return keep === null ? undefined : use(keep);
    });

  return {
    get() {
      current ??= valid(kept((keep) => keep.getItem(name)));
      if (current !== undefined) return current;
      const made = newId();
      current = made;
      kept((keep) => keep.setItem(name, made));
      return made;
    },
    reset() {
      if (isHeld()) {
        throw new ConflictError(
          'deviceId.reset was refused: a journey is active and would lose its place. Leave it first.',
          { code: 'conflict' },
        );
      }
      current = undefined;
      kept((keep) => keep.removeItem(name));
    },
    get isHeld() {
      return isHeld();
    },
    hold(isOver = () => false) {
      const mark = { isOver };
      holds.add(mark);
      return () => void holds.delete(mark);
    },
  };
}

function valid(kept: string | null | undefined): string | undefined {
  return typeof kept === 'string' && form.test(kept) ? kept : undefined;
}
