import { randomInt } from 'node:crypto';
import {
  profiles,
  rateLimits,
  roleSets,
  type ProfileName,
  type RoleSet,
  type RoleSetName,
} from '@fanfare/contract';
import { doorNames, type DoorName } from '../doors/door-names.js';
import { isScenarioName, scenarioNames, type ScenarioName } from '../faults/scenario-names.js';
import type { ArchivedBatch } from '../privacy/retention.js';
import { resolveSettings, type MockSettings } from '../settings.js';
import { createConnectionReader, type ConnectionReader } from './connection-reader.js';
import { mergeRateLimits } from './merge-rate-limits.js';
import { chooseDeliver } from '../webhooks/choose-deliver.js';
import type { Deliver } from '../webhooks/deliver.js';
import type { MockPlatformOptions } from './mock-platform-options.js';

/** The options with every default filled in. */
export interface ResolvedOptions {
  readonly origin: string;
  readonly profile: ProfileName;
  readonly now: number;
  readonly flow: boolean;
  readonly seed: number;
  readonly settings: MockSettings;
  readonly deliver: Deliver;
  readonly authorities: readonly string[];
  readonly allowedOrigins: readonly string[];
  readonly withoutRateLimits: boolean;
  readonly readConnection: ConnectionReader;
  readonly roleSet: RoleSet;
  readonly doors: readonly DoorName[];
  readonly faultHeader: boolean;
  readonly scenarios: readonly ScenarioName[];
  readonly archive: (batch: ArchivedBatch) => void;
  readonly strict: boolean;
}

const known: readonly (keyof MockPlatformOptions)[] = [
  'origin',
  'profile',
  'now',
  'flow',
  'seed',
  'settings',
  'deliver',
  'resolveHost',
  'authorities',
  'allowedOrigins',
  'rateLimits',
  'withoutRateLimits',
  'addressFrom',
  'certificateFrom',
  'trustedProxies',
  'roleSet',
  'doors',
  'faultHeader',
  'scenarios',
  'archive',
  'strict',
];

/**
 * Checks the options and fills in the defaults.
 *
 * @throws {TypeError} where an option is unknown or of the wrong kind.
 */
export function resolveOptions(given: MockPlatformOptions = {}): ResolvedOptions {
  const unknown = Object.keys(given).find((name) => !known.includes(name as keyof MockPlatformOptions));
  if (unknown !== undefined) {
    throw new TypeError(
      `"${unknown}" is not an option of the mock platform; the options are ${known.join(', ')}.`,
    );
  }
  return {
    origin: resolveOrigin(given.origin ?? 'http://fanfare.localhost'),
    profile: resolveProfile(given.profile ?? 'full'),
    now: resolveTime(given.now ?? Date.now()),
    flow: given.flow ?? false,
    seed: given.seed ?? randomInt(2 ** 32),
    settings: resolveSettings({
      ...given.settings,
      ...(given.rateLimits !== undefined && { rateLimits: mergeRateLimits(rateLimits, given.rateLimits) }),
    }),
    deliver: chooseDeliver(given),
    authorities: given.authorities ?? [],
    allowedOrigins: (given.allowedOrigins ?? []).map(resolveOrigin),
    withoutRateLimits: given.withoutRateLimits ?? false,
    readConnection: createConnectionReader(given),
    roleSet: resolveRoleSet(given.roleSet ?? 'team'),
    doors: (given.doors ?? []).map(resolveDoor),
    faultHeader: given.faultHeader ?? false,
    scenarios: (given.scenarios ?? []).map(resolveScenario),
    archive: given.archive ?? (() => {}),
    strict: given.strict ?? true,
  };
}

function resolveOrigin(origin: string): string {
  if (/^https?:\/\/[^/?#@]+\/?$/.test(origin) && URL.canParse(origin)) return new URL(origin).origin;
  throw new TypeError(`An origin must look like "http://localhost:4800"; got ${JSON.stringify(origin)}.`);
}

function resolveProfile(profile: ProfileName): ProfileName {
  if (Object.hasOwn(profiles, profile)) return profile;
  throw new TypeError(
    `"profile" must be ${Object.keys(profiles).join(' or ')}; got ${JSON.stringify(profile)}.`,
  );
}

function resolveRoleSet(name: RoleSetName): RoleSet {
  if (Object.hasOwn(roleSets, name)) return roleSets[name];
  throw new TypeError(
    `"roleSet" must be ${Object.keys(roleSets).join(' or ')}; got ${JSON.stringify(name)}.`,
  );
}

function resolveDoor(name: DoorName): DoorName {
  if (doorNames.includes(name)) return name;
  throw new TypeError(`"${name}" is not a door; there are ${doorNames.join(', ')}.`);
}

function resolveScenario(name: string): ScenarioName {
  if (isScenarioName(name)) return name;
  throw new TypeError(`"${name}" is not a scenario; there are ${scenarioNames.join(', ')}.`);
}

/** The end of dates is far enough ahead for every lifetime. */
const latest = 8.64e14;

function resolveTime(now: number | string): number {
  const time = typeof now === 'number' ? now : Date.parse(now);
  if (Math.abs(time) <= latest) return time;
  throw new TypeError(`"now" must be milliseconds or an ISO 8601 time; got ${JSON.stringify(now)}.`);
}
