import { randomUUID } from 'node:crypto';

/**
 * A family of refresh tokens as a strict server keeps it: each works once, the next comes with the answer, and whoever shows a
 * spent one is taken for a thief, which ends them all. Within `graceMs` the token before is answered with the same successor.
 */
export function createFamily({ graceMs = 0 } = {}) {
  let before;
  let turnedAt = -Infinity;
  const family = {
    current: randomUUID(),
    generation: 0,
    isRevoked: false,
    reuses: 0,
    /** What becomes of a refresh token that is shown: `ok`, or why not. */
    spend(token) {
      if (family.isRevoked) return 'revoked';
      if (token === family.current) {
        [before, family.current, turnedAt] = [token, randomUUID(), performance.now()];
        family.generation += 1;
        return 'ok';
      }
      if (token === before && performance.now() - turnedAt < graceMs) return 'ok';
      family.reuses += 1;
      family.isRevoked = true;
      return 'reused';
    },
    revoke() {
      family.isRevoked = true;
    },
  };
  return family;
}
