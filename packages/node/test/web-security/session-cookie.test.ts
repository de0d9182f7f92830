import { describe, expect, it } from 'vitest';
import { sessionCookie } from '@fanfare/node/web-security';

const name = '__Host-till';

describe('G9: the header of a session cookie', () => {
  it('is strict, hidden from scripts, and bound to its host', () => {
    expect(sessionCookie({ name, value: 'abc' })).toMatchInlineSnapshot(
      `"__Host-till=abc; Path=/; Secure; HttpOnly; SameSite=Strict"`,
    );
    expect(sessionCookie({ name, value: 'abc', maxAgeSeconds: 28_800 })).toMatchInlineSnapshot(
      `"__Host-till=abc; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=28800"`,
    );
    expect(sessionCookie({ name, value: '', maxAgeSeconds: 0 })).toMatchInlineSnapshot(
      `"__Host-till=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0"`,
    );
  });

  it('is lax only by the option that says why', () => {
    expect(
      sessionCookie({ name, value: 'abc', dangerouslyLaxForPaymentReturns: true }),
    ).toMatchInlineSnapshot(`"__Host-till=abc; Path=/; Secure; HttpOnly; SameSite=Lax"`);
  });

  it('has no other way to be loosened: it neither compiles nor runs', () => {
    const loose = [
      // @ts-expect-error there is no such option
      () => sessionCookie({ name, value: 'a', sameSite: 'None' }),
      // @ts-expect-error there is no such option
      () => sessionCookie({ name, value: 'a', httpOnly: false }),
      // @ts-expect-error there is no such option
      () => sessionCookie({ name, value: 'a', secure: false }),
      // @ts-expect-error there is no such option
      () => sessionCookie({ name, value: 'a', domain: 'shop.example' }),
      // @ts-expect-error there is no such option
      () => sessionCookie({ name, value: 'a', path: '/till' }),
      // @ts-expect-error only a prefixed cookie is bound to its host
      () => sessionCookie({ name: 'till', value: 'a' }),
      // @ts-expect-error strict is what it is without the option
      () => sessionCookie({ name, value: 'a', dangerouslyLaxForPaymentReturns: false }),
    ];
    for (const make of loose) expect(make).toThrow(expect.objectContaining({ code: 'invalid_options' }));
  });

  it.each(['a;b', 'a b', 'a,b', 'a"b', 'a\r\nset-cookie: x=y', 'ä', 'a'.repeat(4_000)])(
    'takes no value that would end early or say more: %j',
    (value) => {
      expect(() => sessionCookie({ name, value })).toThrow(
        expect.objectContaining({ code: 'invalid_options' }),
      );
    },
  );
});
