import { describe, expect, it } from 'vitest';
import { corsHeaders } from '@fanfare/node/web-security';

const shop = 'https://shop.example';
const from = (origin: string | null, init: { method?: string; asks?: string } = {}): Request =>
  new Request('https://api.shop.example/cart', {
    method: init.method ?? 'GET',
    headers: {
      ...(origin !== null && { origin }),
      ...(init.asks !== undefined && { 'access-control-request-method': init.asks }),
    },
  });

describe('G1: the CORS headers of a server of a merchant', () => {
  it('let nobody in at first', () => {
    expect(corsHeaders(from(shop))).toEqual({ vary: 'Origin' });
  });

  it('let a listed origin in, by its name', () => {
    const headers = corsHeaders(from(shop), { origins: [shop], credentials: true, exposedHeaders: ['date'] });

    expect(headers).toEqual({
      vary: 'Origin',
      'access-control-allow-origin': shop,
      'access-control-allow-credentials': 'true',
      'access-control-expose-headers': 'date',
    });
  });

  it.each([
    ['another', 'https://evil.example'],
    ['null', 'null'],
    ['a part of it', 'https://shop.exampl'],
    ['a longer one', 'https://shop.example.evil.example'],
    ['one that ends alike', 'https://evilshop.example'],
    ['a sub-domain', 'https://a.shop.example'],
    ['one in other letters', 'https://Shop.example'],
    ['another port', 'https://shop.example:8443'],
    ['plain http', 'http://shop.example'],
    ['a pattern', 'https://shop_example'],
    ['none', null],
  ])('keep out %s', (_, origin) => {
    const headers = corsHeaders(from(origin), { origins: [shop], credentials: true });
    expect(headers).toEqual({ vary: 'Origin' });
  });

  it('answer a preflight with what may be sent', () => {
    const options = { origins: [shop], methods: ['GET', 'PUT'], requestHeaders: ['content-type', 'x-cart'] };

    expect(corsHeaders(from(shop, { method: 'OPTIONS', asks: 'PUT' }), options)).toMatchInlineSnapshot(`
      {
        "access-control-allow-headers": "content-type, x-cart",
        "access-control-allow-methods": "GET, PUT",
        "access-control-allow-origin": "https://shop.example",
        "access-control-max-age": "600",
        "vary": "Origin, Access-Control-Request-Method, Access-Control-Request-Headers",
      }
    `);
    expect(Object.keys(corsHeaders(from('null', { method: 'OPTIONS', asks: 'PUT' }), options))).toEqual([
      'vary',
    ]);
  });

  it('take no wildcard, whatever it is for', () => {
    const wild = [
      { origins: ['*'] },
      { origins: [shop], methods: ['*'] },
      { origins: [shop], requestHeaders: ['*'] },
    ];
    for (const options of [...wild, { origins: [shop], exposedHeaders: ['*'] }]) {
      const make = (): unknown => corsHeaders(from(shop), options);
      expect(make).toThrow(expect.objectContaining({ code: 'invalid_options' }));
    }
  });
});
