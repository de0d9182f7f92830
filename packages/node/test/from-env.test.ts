import { describe, expect, it, vi } from 'vitest';
import { FanfareServer, fromEnv } from '@fanfare/node';
import { refusalOf } from './support/refusal-of.js';

const secret = 'sk_live_a1b2c3d4e5f6';
const whole = {
  FANFARE_SECRET_KEY: secret,
  FANFARE_ORGANIZATION_ID: 'org_1',
  FANFARE_URL: 'https://platform.example',
  FANFARE_MODE: 'live',
};

describe('A8: options from the environment', () => {
  it('are those of a client', () => {
    const options = fromEnv(whole);

    expect(options).toEqual({
      secretKey: secret,
      organizationId: 'org_1',
      baseUrl: 'https://platform.example',
      expectMode: 'live',
    });
    expect(new FanfareServer(options)).toBeInstanceOf(FanfareServer);
  });

  it('come from the process where nothing else is given, and only the key has to be there', () => {
    vi.stubEnv('FANFARE_SECRET_KEY', secret);
    for (const name of ['FANFARE_ORGANIZATION_ID', 'FANFARE_URL', 'FANFARE_MODE'])
      vi.stubEnv(name, undefined);

    expect(fromEnv()).toEqual({ secretKey: secret });
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['no key', { FANFARE_SECRET_KEY: undefined }, 'FANFARE_SECRET_KEY is not set'],
    ['an empty key', { FANFARE_SECRET_KEY: '' }, 'FANFARE_SECRET_KEY is not set'],
    ['a key with a new line', { FANFARE_SECRET_KEY: `${secret}\n` }, 'FANFARE_SECRET_KEY has white space'],
    ['a key that is an object', { FANFARE_SECRET_KEY: { secret } }, 'FANFARE_SECRET_KEY must be a text'],
    [
      'a mode that is none',
      { FANFARE_MODE: `production-${secret}` },
      'FANFARE_MODE must be "test" or "live"',
    ],
    [
      'an address with white space',
      { FANFARE_URL: ` https://x.example/${secret}` },
      'FANFARE_URL has white space',
    ],
  ])('are refused by the name of the variable, without a value: %s', (_, changes, text) => {
    const error = refusalOf(() => fromEnv({ ...whole, ...changes }));

    expect(error).toMatchObject({ name: 'OptionsError', code: 'invalid_options' });
    expect(String(error)).toContain(text);
    expect(`${String(error)}${JSON.stringify(error)}`).not.toContain(secret.slice(8));
  });

  it('are looked at when they are asked for, and nothing is read on import', async () => {
    vi.stubEnv('FANFARE_SECRET_KEY', undefined);

    await expect(import('@fanfare/node')).resolves.toBeDefined();
    expect(refusalOf(() => fromEnv())).toMatchObject({ code: 'invalid_options' });
  });
});
