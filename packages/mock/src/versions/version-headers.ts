import { headers as names, profiles } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { platformVersions } from './platform-versions.js';

/** What every answer says of the platform's version; of a later one also what nobody knows yet. */
export function versionHeaders({
  settings,
  profile,
}: Pick<MockContext, 'settings' | 'profile'>): Record<string, string> {
  const version = platformVersions[settings.platformVersion];
  if (version === undefined || !profiles[profile].apiVersionHeader) return {};
  const isNext = settings.platformVersion === 'next';
  return { [names.apiVersion]: version, ...(isNext && { 'x-fanfare-next': 'of a later platform' }) };
}
