import {
  checkOptions,
  OptionsError,
  redactText,
  singleFlight,
  systemClock,
  type Clock,
} from '@fanfare/core/base';
import { checkClock, checkWhole } from '../check-option.js';
import { importSealingKeys, type SealingKey, type SealingKeyOption } from './import-sealing-keys.js';

/** The keys: the first one seals, and all of them open. */
export type SealingKeysOption =
  readonly SealingKeyOption[] | (() => readonly SealingKeyOption[] | Promise<readonly SealingKeyOption[]>);

/** Where the keys that seal come from. */
export interface KeyRing {
  /**
   * Returns the key that seals now.
   *
   * @throws OptionsError `invalid_options` where there are no good keys.
   */
  current(): Promise<SealingKey>;
  /** Returns the key of an id, which may be one that seals no more; `undefined` where there is none. */
  find(id: string): Promise<SealingKey | undefined>;
}

/** How a key ring is kept up to date. */
export interface KeyRingOptions {
  /** After this a provider is asked again, in milliseconds. @default 300_000 */
  readonly maxAgeMs?: number | undefined;
  /** @default the system's */
  readonly clock?: Clock | undefined;
}

/** The least time between two questions to a provider that are about ids nobody knows. */
const coolDownMs = 30_000;

/**
 * Makes a key ring of a list, or of a function that asks a secrets manager for one. To exchange a key, put the new one
 * first and leave the old one behind it until everything it sealed has been written again or has expired. Processes learn of
 * it one after the other, so that a key is best added at the end of the list at first, and moved to its head once all have it; a
 * record of an unknown key makes a provider be asked at once.
 *
 * @throws OptionsError `invalid_options`, with no part of a key.
 * @example
 * ```ts
 * import { createKeyRing } from '@fanfare/node/credentials';
 *
 * const keys = createKeyRing([
 *   { id: '2026-11', secret: process.env['SEAL_KEY_2026_11'] ?? '' },
 *   { id: '2026-08', secret: process.env['SEAL_KEY_2026_08'] ?? '' },
 * ]);
 * ```
 */
export function createKeyRing(keys: SealingKeysOption, options: KeyRingOptions = {}): KeyRing {
  checkOptions(options, ['maxAgeMs', 'clock'], 'createKeyRing');
  const { maxAgeMs = 300_000, clock = systemClock } = options;
  checkWhole({ maxAgeMs }, { min: 1 });
  checkClock(clock);
  if (typeof keys !== 'function') return fixedRing(importSealingKeys(keys));
  return providedRing(keys, { maxAgeMs, clock });
}

function fixedRing(imported: Promise<readonly SealingKey[]>): KeyRing {
  return {
    current: async () => first(await imported),
    find: async (id) => (await imported).find((key) => key.id === id),
  };
}

function providedRing(
  provider: () => unknown,
  { maxAgeMs, clock }: { readonly maxAgeMs: number; readonly clock: Clock },
): KeyRing {
  let held: readonly SealingKey[] | undefined;
  let askedAt = Number.NEGATIVE_INFINITY;
  const ask = singleFlight(async () => {
    try {
      held = await importSealingKeys(await callProvider(provider));
    } catch (error) {
      // What was good a moment ago goes on while the secrets manager is away.
      if (held === undefined) throw error;
    } finally {
      askedAt = clock.now();
    }
    return held;
  });
  // Less than nothing: the clock was set back.
  const isOlderThan = (ms: number): boolean => clock.now() - askedAt >= ms || clock.now() < askedAt;
  const list = async (): Promise<readonly SealingKey[]> =>
    held === undefined || isOlderThan(maxAgeMs) ? ask() : held;

  return {
    current: async () => first(await list()),
    async find(id) {
      const among = (keys: readonly SealingKey[]): SealingKey | undefined =>
        keys.find((key) => key.id === id);
      return among(await list()) ?? (isOlderThan(coolDownMs) ? among(await ask()) : undefined);
    },
  };
}

async function callProvider(provider: () => unknown): Promise<unknown> {
  try {
    return await provider();
  } catch (error) {
    // Without the cause: nobody knows what a secrets manager's client hangs on its errors.
    const what = error instanceof Error ? `${error.name}: ${redactText(error.message)}` : typeof error;
    throw new OptionsError(`The provider of the sealing keys failed (${what}).`);
  }
}

function first([key]: readonly SealingKey[]): SealingKey {
  if (key === undefined) throw new OptionsError('There is no sealing key.'); // checked when they were imported
  return key;
}
