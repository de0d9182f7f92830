import { parseKey } from '@fanfare/contract';
import { skipped, type Check, type Finding } from './check.js';

/** The platform takes a signed call of the secret key. */
export const checkSecretKey: Check = {
  id: 'secret-key',
  title: 'Signed calls',
  async look({ secretKey, baseUrl, io }) {
    if (secretKey === undefined || parseKey(secretKey)?.kind !== 'secret') {
      return skipped('a secret key in FANFARE_SECRET_KEY');
    }
    const { FanfareServer, isFanfareError } = await import('@fanfare/node');
    const fanfare = new FanfareServer({ secretKey, baseUrl, fetch: io.fetch, maxRetries: 0 });
    try {
      for await (const _ of fanfare.admin.experiences.list({ first: 1 }, { signal: io.signal })) break;
      return [{ state: 'good', says: 'The platform takes signed calls of this key' }];
    } catch (error) {
      return [isFanfareError(error) ? judge(error) : unknown(error)];
    }
  },
};

const fixes: Readonly<Record<string, string>> = {
  unauthorized:
    'It was revoked, or belongs to another platform than FANFARE_URL: copy it again from the dashboard.',
  invalid_api_key:
    'It was revoked, or belongs to another platform than FANFARE_URL: copy it again from the dashboard.',
  key_revoked: 'Create a new one in the dashboard, and put it into FANFARE_SECRET_KEY.',
  ip_not_allowed: 'Add the address of this machine to those of the key, or run this where your backend runs.',
};

function judge({ code, message }: { readonly code: string; readonly message: string }): Finding {
  // A key that may not list experiences is known all the same.
  if (code === 'forbidden' || code === 'insufficient_scope') {
    return { state: 'good', says: 'The platform knows this key, which may not list experiences' };
  }
  return { state: 'bad', says: `A signed call was refused: ${code}`, fix: fixes[code] ?? message };
}

function unknown(error: unknown): Finding {
  const message = error instanceof Error ? error.message : String(error);
  return { state: 'bad', says: 'A signed call failed', fix: message };
}
