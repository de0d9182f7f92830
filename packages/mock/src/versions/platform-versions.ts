import { apiVersion } from '@fanfare/contract';

/** Which platform is played: the one before, that of this contract, or one that knows more. */
export type PlatformVersion = 'previous' | 'current' | 'next';

/** What each calls its version; the one before does not know the header yet. */
export const platformVersions: Readonly<Record<PlatformVersion, string | undefined>> = {
  previous: undefined,
  current: apiVersion,
  next: `${Number(apiVersion.slice(0, 4)) + 1}${apiVersion.slice(4)}`,
};
