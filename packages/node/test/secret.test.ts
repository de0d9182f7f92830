import { serialize } from 'node:v8';
import { format, inspect } from 'node:util';
import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { FanfareServer, Secret } from '@fanfare/node';
import { createSecretSource } from '../src/secret-source.js';
import { resolveOptions } from '../src/options.js';
import { signingKey } from '../src/signing/signing-key.js';

const canary = 'sk_test_canary0canary1canary2';

/** Every way in which an object gets into a log, a span or another process. */
function everyPrint(value: unknown): string {
  let written = '';
  const stream = new Writable({
    write(chunk, _encoding, done) {
      written += String(chunk);
      done();
    },
  });
  const console = new Console(stream);
  console.log(value);
  console.dir(value, { showHidden: true, depth: null });
  console.table([value]);
  console.error(new Error('with a cause', { cause: value }));
  const cloned = attempt(() => inspect(structuredClone(value), { depth: null }));
  return [
    written,
    inspect(value, { depth: null, showHidden: true, showProxy: true, getters: true }),
    inspect(value, { depth: null, showHidden: true, customInspect: false }),
    format('%s %o %O %j', value, value, value, value),
    attempt(() => String(value)),
    attempt(() => JSON.stringify(value)),
    attempt(() => serialize(value).toString('latin1')),
    cloned,
    Object.entries(Object(value)).flat().map(String).join(),
  ].join('\n');
}

function attempt(print: () => string): string {
  try {
    return print();
  } catch (error) {
    return inspect(error, { depth: null });
  }
}

describe('K10: a secret is printed by nothing', () => {
  const secret = new Secret(canary);
  const fanfare = new FanfareServer({ secretKey: canary, organizationId: 'org_1' });
  const withProvider = new FanfareServer({ secretKey: () => canary });

  it.each<[string, unknown]>([
    ['the secret', secret],
    ['an object that holds it', { deep: { secret, list: [secret], map: new Map([['a', secret]]) } }],
    ['the signing key derived from it', signingKey(secret)],
    ['the source', createSecretSource(canary, undefined)],
    ['the resolved options', resolveOptions({ secretKey: canary })],
    ['the client', fanfare],
    ['the client with a provider', withProvider],
    ...Object.entries(fanfare).map(([name, resource]): [string, unknown] => [`client.${name}`, resource]),
  ])('%s', (_, value) => {
    const printed = everyPrint(value);

    expect(printed).not.toContain('canary');
    expect(printed).not.toContain(Buffer.from(canary).toString('base64').slice(0, 20));
    expect(printed).not.toContain(Buffer.from(canary).toString('hex').slice(0, 20));
  });

  it('the check itself would see a secret', () => {
    expect(everyPrint({ plain: canary })).toContain('canary');
  });

  it('it is still there for whoever asks', () => {
    expect(secret.reveal()).toBe(canary);
    expect(`${secret}`).toBe('[secret]');
    expect(inspect(secret)).toBe('[secret]');
  });

  it('A8: errors of a provider lose what they carry', async () => {
    const source = createSecretSource(() => {
      throw Object.assign(new Error(`vault said ${canary}`), {
        request: { headers: { token: 'hvs.canary' } },
      });
    }, undefined);

    const error: unknown = await source.read().catch((reason: unknown) => reason);

    expect(everyPrint(error)).not.toContain('canary');
    expect(error).toMatchObject({
      code: 'invalid_options',
      message: expect.stringContaining('provider failed'),
    });
  });
});
