import type { ExperienceId } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { tenantKey } from '../tenant.js';
import type { Visit } from './experiences.js';

/** The access codes that shoppers gave and that were right, whether they had entered an experience or not. */
export interface AccessCodes {
  of(visit: Visit): ReadonlySet<string>;
  remember(visit: Visit, code: string): void;
  forget(visit: Visit): void;
}

/** Makes an empty memory; what a guest knew goes along when they sign in. */
export function createAccessCodes(context: MockContext): AccessCodes {
  const known = new Map<string, Map<ExperienceId, Set<string>>>();
  const keyOf = ({ tenant, consumerId }: Pick<Visit, 'tenant' | 'consumerId'>): string =>
    `${tenantKey(tenant)}/${consumerId}`;
  const of = (visit: Visit): ReadonlySet<string> =>
    known.get(keyOf(visit))?.get(visit.experienceId) ?? new Set();

  function remember(visit: Visit, code: string): void {
    const theirs = known.get(keyOf(visit)) ?? new Map<ExperienceId, Set<string>>();
    known.set(keyOf(visit), theirs.set(visit.experienceId, new Set([...of(visit), code])));
  }

  context.onConsumerMerged(({ tenant, from, to }) => {
    const theirs = known.get(keyOf({ tenant, consumerId: from })) ?? [];
    for (const [experienceId, codes] of theirs) {
      for (const code of codes) remember({ tenant, consumerId: to, experienceId }, code);
    }
    known.delete(keyOf({ tenant, consumerId: from }));
  });

  return {
    of,
    remember,
    forget: (visit) => void known.get(keyOf(visit))?.delete(visit.experienceId),
  };
}
