import { operationList } from '@fanfare/contract/operations';
import { checkSessionPolicy, longestSeconds } from '../auth/session-policy.js';
import type { MockSettings } from '../settings.js';
import { platformVersions } from '../versions/platform-versions.js';
import { checkVersionSunset } from '../versions/version-sunset.js';

/** The least and the most that a number may be. All of them are whole, and time plus any of them is still a date. */
const ranges = {
  accessTokenTtlSeconds: [0, longestSeconds],
  refreshTokenTtlSeconds: [0, longestSeconds],
  leewayMs: [0, longestSeconds * 1000],
  dpopNonceSeconds: [1, longestSeconds],
  pollAfterMs: [0, longestSeconds * 1000],
} as const satisfies Partial<Record<keyof MockSettings, readonly [least: number, most: number]>>;

const numbers = Object.keys(ranges) as (keyof typeof ranges)[]; // the keys of a literal table

/**
 * Checks settings whose kinds are right already, wherever they come from.
 *
 * @throws {TypeError} naming the first setting that cannot be.
 */
export function checkSettings<Given extends Partial<MockSettings>>(given: Given): Given {
  for (const name of numbers) {
    const value = given[name];
    const [least, most] = ranges[name];
    if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) continue;
    throw new TypeError(`"${name}" must be a whole number from ${String(least)} to ${String(most)}.`);
  }
  const { sessionPolicy, verifiedEmailOperations = [], rateLimitReset = 'epoch' } = given;
  const { platformVersion = 'current', versionSunset } = given;
  if (sessionPolicy !== undefined) checkSessionPolicy(sessionPolicy);
  if (versionSunset !== undefined) checkVersionSunset(versionSunset);
  if (!Object.hasOwn(platformVersions, platformVersion)) {
    throw new TypeError(`"platformVersion" must be ${Object.keys(platformVersions).join(' or ')}.`);
  }
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
