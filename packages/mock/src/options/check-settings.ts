import { operationList } from '@fanfare/contract/operations';
import { checkSessionPolicy, longestSeconds } from '../auth/session-policy.js';
import type { MockSettings } from '../settings.js';

/** The most that a number may be. All of them are whole and at least 0, and time plus any of them is still a date. */
const most = {
  accessTokenTtlSeconds: longestSeconds,
  refreshTokenTtlSeconds: longestSeconds,
  leewayMs: longestSeconds * 1000,
  pollAfterMs: longestSeconds * 1000,
} as const satisfies Partial<Record<keyof MockSettings, number>>;

const numbers = Object.keys(most) as (keyof typeof most)[]; // the keys of a literal table

/**
 * Checks settings whose kinds are right already, wherever they come from.
 *
 * @throws {TypeError} naming the first setting that cannot be.
 */
export function checkSettings<Given extends Partial<MockSettings>>(given: Given): Given {
  for (const name of numbers) {
    const value = given[name];
    if (value === undefined || (Number.isInteger(value) && value >= 0 && value <= most[name])) continue;
    throw new TypeError(`"${name}" must be a whole number from 0 to ${String(most[name])}.`);
  }
  const { sessionPolicy, verifiedEmailOperations = [], rateLimitReset = 'epoch' } = given;
  if (sessionPolicy !== undefined) checkSessionPolicy(sessionPolicy);
  const stranger = verifiedEmailOperations.find((id) => !isForConsumers(id));
  if (stranger !== undefined) {
    throw new TypeError(
      `"verifiedEmailOperations" names ${JSON.stringify(stranger)}, which is not the id of an operation for consumers.`,
    );
  }
  if (rateLimitReset === 'epoch' || rateLimitReset === 'iso') return given;
  throw new TypeError('"rateLimitReset" must be "epoch" or "iso".');
}

function isForConsumers(id: string): boolean {
  return operationList.some((row) => row.id === id && row.auth.flat().includes('consumer'));
}
