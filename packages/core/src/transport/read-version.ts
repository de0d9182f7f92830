import { apiVersionForm, headers as names } from '@fanfare/contract';

/** What a platform says of versions. */
export interface VersionFacts {
  /** The version of the wire that the platform speaks, such as `2026-11`; absent where it names none. */
  readonly platformVersion?: string;
  /** Since when what was asked for, in the version that was asked, is deprecated (RFC 9745); ISO 8601. */
  readonly deprecatedAt?: string;
  /** From when on it is refused (RFC 8594); ISO 8601. */
  readonly sunsetAt?: string;
}

/** Reads what an answer says of versions. Only what has its form is handed on: it goes into logs. */
export function readVersion(
  headers: Headers,
  readDate: (text: string, now: number) => number,
  now: number,
): VersionFacts {
  const version = headers.get(names.apiVersion);
  const [, seconds] = /^@(\d{1,12})$/.exec(headers.get(names.deprecation) ?? '') ?? [];
  const deprecatedAt = isoOf(Number(seconds) * 1_000);
  const sunsetAt = isoOf(readDate(headers.get(names.sunset) ?? '', now));
  return {
    ...(version !== null && apiVersionForm.test(version) && { platformVersion: version }),
    ...(deprecatedAt !== undefined && { deprecatedAt }),
    ...(sunsetAt !== undefined && { sunsetAt }),
  };
}

function isoOf(time: number): string | undefined {
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}
