import { FanfareServer, isFanfareError, OptionsError } from '@fanfare/node';
import { corsHeaders, csp, securityHeaders, sessionCookie } from '@fanfare/node/web-security';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { serializeCookie } from '../../src/web-security/serialize-cookie.js';
import { recordingServer } from '../support/recording-server.js';

/** Ends a header and begins another one, or a body, or means something to whoever reads headers less strictly. */
const splits = [
  ['a line break of HTTP', 'a\r\nX-Evil: 1'],
  ['a line feed', 'a\nX-Evil: 1'],
  ['a carriage return', 'a\rX-Evil: 1'],
  ['the end of the head', 'a\r\n\r\n<script>'],
  ['a folded line', 'a\r\n X-Evil: 1'],
  ['an end of text', 'a\0b'],
  ['letters that lose their high byte', 'a\u010D\u010AX-Evil: 1'],
  ['a separator of Unicode', 'a\u2028X-Evil: 1'],
] as const;

const order = { consumerId: 'csm_1', distributionId: 'que_1', distributionType: 'queue' } as const;

describe('N2, F3: what a caller gives that becomes a header or an address', () => {
  it.each(splits)('%s is refused before anything is sent, and not quoted', async (_, text) => {
    const server = await recordingServer(() => ({ json: {} }));
    const client = (more: object = {}): FanfareServer =>
      new FanfareServer({ secretKey: 'sk_test_a1b2c3d4e5f6', baseUrl: server.url, maxRetries: 0, ...more });
    const attempts: (() => unknown)[] = [
      () => client().consumers.get(text),
      () => client().admissions.complete(order, { idempotencyKey: `${text}12345678` }),
      () => client().admissions.complete({ ...order, consumerId: text }),
      () => client().admissions.complete({ ...order, distributionId: text }),
      () => client().admin.consumers.get(text),
      () => client({ secretKey: `sk_test_${text}` }).consumers.get('csm_1'),
      () => client({ secretKey: () => `sk_test_${text}`, bearer: true }).consumers.get('csm_1'),
      () => client({ baseUrl: `${server.url}/${text}` }).consumers.get('csm_1'),
    ];

    for (const [index, attempt] of attempts.entries()) {
      const error: unknown = await Promise.resolve()
        .then(attempt)
        .catch((reason: unknown) => reason);
      // An address is cleaned by the URL standard; it may be asked, at the same host.
      if (index < attempts.length - 1)
        expect({ index, typed: isFanfareError(error) }).toEqual({ index, typed: true });
      expect(String(error)).not.toContain('X-Evil');
    }
    for (const { headers } of server.received) expect(headers).not.toHaveProperty('x-evil');
    expect(server.received.length).toBeLessThanOrEqual(1);
    await server.close();
  });

  it('leads nowhere else, whatever it is', async () => {
    const server = await recordingServer(() => ({ json: {} }));
    const fanfare = new FanfareServer({
      secretKey: 'sk_test_a1b2c3d4e5f6',
      baseUrl: server.url,
      maxRetries: 0,
    });
    const part = fc.constantFrom(
      '..',
      '/',
      '\\',
      '%2e',
      '%2F',
      '%5c',
      '.',
      '?',
      '#',
      '@evil.example',
      '//',
      ';',
      ':',
      'csm_1',
      '\u2025',
      '\uFF0E',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { minLength: 1, maxLength: 5 }), async (parts) => {
        await fanfare.consumers
          .get(parts.join(''))
          .catch((error: unknown) => expect(isFanfareError(error)).toBe(true));
        for (const { target } of server.received)
          expect(target).toMatch(/^\/consumer\/api\/consumers\/[\w%-]+$/);
      }),
      { numRuns: 80 },
    );
    await server.close();
  });
});

describe('N2, F3: what a server answers with', () => {
  it.each(splits)('takes no %s into a cookie, a policy or a list', (_, text) => {
    const rules = { isHttpOnly: true, sameSite: 'Strict' } as const;

    expect(() => serializeCookie({ name: '__Host-a', value: text }, rules)).toThrow(OptionsError);
    expect(() => serializeCookie({ name: `__Host-${text}`, value: 'a' }, rules)).toThrow(OptionsError);
    expect(() => sessionCookie({ name: '__Host-a', value: text })).toThrow(OptionsError);
    expect(() => csp({ add: { 'img-src': [text] } })).toThrow(OptionsError);
    expect(() => csp({ add: { [text]: ["'self'"] } })).toThrow(OptionsError);
    expect(() => csp({ nonce: text })).toThrow(OptionsError);
    const request = new Request('http://shop.example/', { headers: { origin: 'https://a.example' } });
    expect(() => corsHeaders(request, { origins: [`https://${text}`] })).toThrow(OptionsError);
    expect(() => corsHeaders(request, { requestHeaders: [text] })).toThrow(OptionsError);
    for (const value of Object.values(securityHeaders())) expect(value).not.toMatch(/[\r\n\0]/);
  });

  it('names no origin that was not listed, however it is written', () => {
    const listed = { origins: ['https://shop.example'], credentials: true };
    const near = [
      'https://shop.example.evil.example',
      'https://shop.example:444',
      'HTTPS://shop.example',
      'https://shop.example/',
      'null',
      'https://evilshop.example',
      'http://shop.example',
      'https://shop。example',
    ];
    for (const origin of near) {
      const request = { method: 'GET', headers: new Map([['origin', origin]]) } as unknown as Request;
      expect(corsHeaders(request, listed)).toEqual({ vary: 'Origin' });
    }
  });
});
