import { describe, expect, it } from 'vitest';
import { createConnectionReader } from '../src/options/connection-reader.js';

function read(headers: Record<string, string>, options: Parameters<typeof createConnectionReader>[0]) {
  return createConnectionReader(options)(new Request('http://fanfare.localhost/', { headers })).address;
}

const from = (address: string) => ({ addressFrom: () => address });

describe('F4: the address that a request comes from', () => {
  it('is not known in the process, whatever a request says about itself', () => {
    expect(read({ 'x-forwarded-for': '203.0.113.7', forwarded: 'for=203.0.113.7' }, {})).toBeUndefined();
  });

  it('is read from the header that was named, and only where it is an address', () => {
    expect(read({ 'x-from': ' 203.0.113.7 ' }, { addressFrom: 'x-from' })).toBe('203.0.113.7');
    expect(read({ 'x-from': 'somebody' }, { addressFrom: 'x-from' })).toBeUndefined();
    expect(read({}, { addressFrom: 'x-from' })).toBeUndefined();
  });

  it.each([
    ['the connection, without proxies', [], '198.51.100.1', '203.0.113.7', '198.51.100.1'],
    [
      'the connection, where it is not a named proxy',
      ['10.0.0.1'],
      '198.51.100.1',
      '203.0.113.7',
      '198.51.100.1',
    ],
    ['what a named proxy saw', ['10.0.0.1'], '10.0.0.1', '203.0.113.7', '203.0.113.7'],
    [
      'what the last named proxy saw, not what was sent along',
      ['10.0.0.0/8'],
      '10.0.0.1',
      '1.1.1.1, 203.0.113.7',
      '203.0.113.7',
    ],
    ['behind two proxies', ['10.0.0.0/8'], '10.0.0.1', '1.1.1.1, 203.0.113.7, 10.9.9.9', '203.0.113.7'],
    ['the proxy itself, where it says nothing', ['10.0.0.1'], '10.0.0.1', '', '10.0.0.1'],
    [
      'the proxy itself, where it says nonsense',
      ['10.0.0.1'],
      '10.0.0.1',
      '203.0.113.7, unknown',
      '10.0.0.1',
    ],
    ['all of it, where every hop is a proxy', ['10.0.0.0/8'], '10.0.0.1', '10.0.0.3, 10.0.0.2', '10.0.0.3'],
    ['over IPv6', ['fd00::/8'], 'fd00::1', '2001:DB8::7', '2001:db8::7'],
    ['IPv4 that came over IPv6', ['10.0.0.1'], '::ffff:10.0.0.1', '203.0.113.7', '203.0.113.7'],
  ])('is %s', (_, trustedProxies, connection, forwarded, expected) => {
    const headers = forwarded === '' ? {} : { 'x-forwarded-for': forwarded };

    expect(read(headers, { ...from(connection), trustedProxies })).toBe(expected);
  });

  it.each(['proxy.example', '10.0.0.0/33', '10.0.0.0/x', '', '10.0.0'])('takes no proxy like %j', (proxy) => {
    expect(() => createConnectionReader({ trustedProxies: [proxy] })).toThrow(TypeError);
  });
});

describe('E2: whether a connection is encrypted', () => {
  const isEncrypted = (url: string, proto: string | undefined, trustedProxies: readonly string[] = []) =>
    createConnectionReader({ ...from('10.0.0.1'), trustedProxies })(
      new Request(url, { headers: proto === undefined ? {} : { 'x-forwarded-proto': proto } }),
    ).isEncrypted;

  it('is told by the address, and by a named proxy, whose last word counts', () => {
    expect(isEncrypted('https://mock.example/', undefined)).toBe(true);
    expect(isEncrypted('http://mock.example/', undefined)).toBe(false);
    expect(isEncrypted('http://mock.example/', 'https')).toBe(false);
    expect(isEncrypted('http://mock.example/', 'https', ['10.0.0.1'])).toBe(true);
    expect(isEncrypted('http://mock.example/', 'https, http', ['10.0.0.1'])).toBe(false);
    expect(isEncrypted('http://mock.example/', undefined, ['10.0.0.1'])).toBe(false);
  });
});
