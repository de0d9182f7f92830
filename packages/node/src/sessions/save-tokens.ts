import type { Clock } from '@fanfare/core/base';
import { pause } from './pause.js';
import type { HeldTokens, SessionRecord } from './session-record.js';
import type { UnsavedTokens } from './unsaved-tokens.js';
import type { Vault } from './vault.js';

/** Tokens that the platform handed out, in the place of which. */
export interface NewTokens {
  readonly from: SessionRecord;
  readonly tokens: HeldTokens;
}

/** How tokens are saved. */
export interface SaveOptions {
  readonly vault: Vault;
  readonly unsaved: UnsavedTokens;
  readonly clock: Clock;
  readonly random: () => number;
}

/** How often, and for how long, in milliseconds, tokens are written before that is left to the next who asks. */
const tries = 10;
const patienceMs = 12_000;

/**
 * Writes the tokens that the platform has just rotated. A store that fails now must not cost the session: what it does not take stays with
 * this process.
 *
 * @returns what is kept afterwards; `null` where the session was ended meanwhile.
 */
export async function saveTokens(
  key: string,
  { from, tokens, vault, unsaved, clock, random }: NewTokens & SaveOptions,
): Promise<SessionRecord | null> {
  const giveUpAt = clock.now() + patienceMs;
  for (let tried = 1; ; tried += 1) {
    try {
      return await vault.update(key, (current) =>
        current.generation === from.generation
          ? { ...current, tokens, generation: current.generation + 1, failure: undefined }
          : undefined,
      );
    } catch (error) {
      if (tried < tries && clock.now() < giveUpAt) {
        await pause(200 + 200 * random(), clock);
        continue;
      }
      unsaved.keep(key, { generation: from.generation, tokens });
      throw error;
    }
  }
}
