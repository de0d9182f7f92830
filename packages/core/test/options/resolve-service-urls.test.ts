import { describe, expect, test } from 'vitest';
import { serviceUrls } from '@fanfare/contract';
import { OptionsError } from '../../src/errors/error-classes.js';
import { resolveServiceUrls } from '../../src/options/resolve-service-urls.js';

describe('resolveServiceUrls', () => {
  test('takes the hosted addresses where nothing is given', () => {
    expect(resolveServiceUrls({})).toEqual(serviceUrls);
  });

  test('puts all services under one base, with or without a slash at its end', () => {
    const expected = {
      consumer: 'http://localhost:4000/mock/consumer/api',
      admin: 'http://localhost:4000/mock/admin/api',
      checkout: 'http://localhost:4000/mock/checkout/api',
      beacon: 'http://localhost:4000/mock/beacon/api',
    };
    expect(resolveServiceUrls({ baseUrl: 'http://localhost:4000/mock' })).toEqual(expected);
    expect(resolveServiceUrls({ baseUrl: 'http://localhost:4000/mock//' })).toEqual(expected);
  });

  test('lets the address of one service win', () => {
    const urls = resolveServiceUrls({
      baseUrl: 'https://a.example',
      urls: { beacon: 'https://b.example/in/' },
    });
    expect(urls.beacon).toBe('https://b.example/in');
    expect(urls.admin).toBe('https://a.example/admin/api');
  });

  test.each([
    'http://localhost',
    'http://LOCALHOST:1',
    'http://fanfare.localhost',
    'http://a.b.localhost:8080',
    'http://127.0.0.1:3000',
    'http://127.9.8.7',
    'http://[::1]:3000',
    'http://0x7f.1',
    'https://anything.example',
  ])('E2: accepts %s', (baseUrl) => {
    expect(resolveServiceUrls({ baseUrl }).consumer).toMatch(/\/consumer\/api$/);
  });

  test.each([
    ['plain http', 'http://shop.example', 'must start with https://'],
    ['a name that only begins like loopback', 'http://localhost.evil.example', 'must start with https://'],
    ['a number that only begins like loopback', 'http://127.0.0.1.evil.example', 'must start with https://'],
    ['a name that only ends like loopback', 'http://notlocalhost', 'must start with https://'],
    ['every address at once', 'http://0.0.0.0:1', 'must start with https://'],
    ['IPv4 in IPv6', 'http://[::ffff:10.0.0.1]', 'must start with https://'],
    ['another scheme', 'ftp://localhost', 'must start with https://'],
    ['a script', 'javascript:alert(1)', 'must start with https://'],
    ['credentials', 'https://user:hunter2@shop.example', 'must not carry credentials'],
    ['an empty name before @', 'https://@shop.example', 'must not carry credentials'],
    ['a query', 'https://shop.example/?key=1', 'neither a query nor a fragment'],
    ['an empty query', 'https://shop.example/?', 'neither a query nor a fragment'],
    ['a fragment', 'https://shop.example/#a', 'neither a query nor a fragment'],
    ['a path alone', '/api', 'is not an absolute URL'],
    ['nothing', '', 'is not an absolute URL'],
  ])('E2: refuses %s', (_, baseUrl, reason) => {
    const resolve = (): unknown => resolveServiceUrls({ baseUrl });
    expect(resolve).toThrow(OptionsError);
    expect(resolve).toThrow(reason);
    expect(resolve).not.toThrow(/hunter2/);
  });

  test('names the service and the type where an address is no text', () => {
    const urls = { admin: 7 as unknown as string };
    expect(() => resolveServiceUrls({ urls })).toThrow('urls.admin must be a URL, not a number.');
  });

  test('refuses a service that does not exist', () => {
    const urls = { checkuot: 'https://a.example' } as Record<string, string>;
    expect(() => resolveServiceUrls({ urls })).toThrow(
      'urls has no option "checkuot". Did you mean "checkout"?',
    );
  });
});
