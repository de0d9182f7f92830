import { apiVersionForm } from '@fanfare/contract';

/** Until when a version, and those before it, are answered. */
export interface VersionSunset {
  /** Such as `2026-11`. */
  readonly version: string;
  /** Since when it is deprecated: an ISO 8601 time. */
  readonly deprecatedAt: string;
  /** From when on it is refused: an ISO 8601 time. @default not decided yet */
  readonly sunsetAt?: string | undefined;
}

/**
 * Checks what a test wants to end.
 *
 * @throws {TypeError} naming what cannot be.
 */
export function checkVersionSunset(given: VersionSunset): void {
  const { version, deprecatedAt, sunsetAt } = given;
  if (typeof version !== 'string' || !apiVersionForm.test(version))
    throw new TypeError('"versionSunset.version" must be a version such as "2026-11".');
  for (const [name, time] of Object.entries({ deprecatedAt, sunsetAt })) {
    if (time === undefined && name === 'sunsetAt') continue;
    if (typeof time !== 'string' || Number.isNaN(Date.parse(time)))
      throw new TypeError(`"versionSunset.${name}" must be an ISO 8601 time.`);
  }
}
