import type { Experience, ExperienceId } from '@fanfare/contract';
import type { Connection } from '../connection.js';
import { isObject } from '../resources/check/check.js';
import { createExperiences } from '../resources/experiences.js';
import type { KnownWaitlists } from './waitlist-of.js';

/** Reads which ways of an experience have a waitlist; `undefined` where that cannot be known now. */
export async function learnWaitlists(
  connection: Connection,
  experienceId: ExperienceId,
): Promise<KnownWaitlists | undefined> {
  const limits = { maxRetries: 0, totalTimeoutMs: 10_000, signal: connection.signal };
  const experience = await createExperiences(connection)
    .get(experienceId, limits)
    .catch(() => undefined);
  return experience && waitlistsIn(experience);
}

/** Finds the waitlists in an experience, of which only id and name are checked. Pure. */
export function waitlistsIn({ sequences }: Pick<Experience, 'sequences'>): KnownWaitlists {
  const all: readonly unknown[] = Array.isArray(sequences) ? sequences : [];
  return Object.fromEntries(
    all.flatMap((sequence) => {
      if (!isObject(sequence) || !isObject(sequence['waitlist'])) return [];
      const { id, waitlist } = sequence as { id: unknown; waitlist: { id?: unknown } }; // an object: seen just now
      return typeof id === 'string' && typeof waitlist.id === 'string' ? [[id, waitlist.id]] : [];
    }),
  ) as KnownWaitlists; // texts: seen just now
}
