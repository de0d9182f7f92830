import { describe, expect, it } from 'vitest';
import { endpointUrlProblem } from '../src/webhooks/endpoint-url.js';

const anywhere = { mayBeLocal: true, ownAuthorities: [] };
const outside = { mayBeLocal: false, ownAuthorities: [] };

describe('H6: the URL of a webhook endpoint', () => {
  it.each([
    'https://shop.aurora.com/hooks',
    'https://shop.aurora.com:8443/hooks?shop=1',
    'https://8.8.8.8/hooks',
    'https://[2606:4700:4700::1111]/hooks',
    'https://localhost.evil.com/',
    'https://bücher.de/hooks',
  ])('may be %s', (url) => {
    expect(endpointUrlProblem(url, outside)).toBeUndefined();
    expect(endpointUrlProblem(url, anywhere)).toBeUndefined();
  });

  it.each([
    'http://localhost:3000/hooks',
    'http://shop.localhost/hooks',
    'http://LOCALHOST./hooks',
    'http://127.0.0.1:3000/hooks',
    'http://127.8.9.10/hooks',
    'http://127.1/hooks',
    'http://0x7f000001/hooks',
    'http://2130706433/hooks',
    'http://0177.0.0.1/hooks',
    'http://127。0。0。1/hooks',
    'http://１２７.0.0.1/hooks',
    'http://%31%32%37.0.0.1/hooks',
    'http://[::1]:3000/hooks',
    'http://[0:0:0:0:0:0:0:1]/hooks',
    'http://[::ffff:127.0.0.1]/hooks',
    'https://localhost/hooks',
    'https://127.0.0.1/hooks',
  ])('may be %s only where this machine is allowed', (url) => {
    expect(endpointUrlProblem(url, anywhere)).toBeUndefined();
    expect(endpointUrlProblem(url, outside)).toContain('this machine');
  });

  it.each([
    ['hooks', 'absolute'],
    ['/hooks', 'absolute'],
    ['//shop.aurora.com/hooks', 'absolute'],
    ['ftp://shop.aurora.com/', 'https'],
    ['javascript:alert(1)', 'https'],
    ['file:///etc/passwd', 'https'],
    ['data:text/plain,hooks', 'https'],
    ['http://shop.aurora.com/hooks', 'https'],
    ['http://8.8.8.8/hooks', 'https'],
    ['https://user:word@shop.aurora.com/', 'credentials'],
    ['https://user@shop.aurora.com/', 'credentials'],
    ['https://:word@shop.aurora.com/', 'credentials'],
    ['https://shop.aurora.com@127.0.0.1/', 'credentials'],
    [' https://shop.aurora.com/', 'spaces'],
    ['https://shop.aurora.com/\n', 'spaces'],
    ['https://shop.aurora.com/a\tb', 'spaces'],
    ['https://shop.aurora.com/\u0085', 'spaces'],
    ['https://shop.aurora.com/#hooks', 'fragment'],
    ['https://shop.aurora.com/#', 'fragment'],
    ['https://10.0.0.1/', 'private'],
    ['https://172.16.0.1/', 'private'],
    ['https://172.31.255.255/', 'private'],
    ['https://192.168.1.1/', 'private'],
    ['https://169.254.169.254/latest/meta-data', 'private'],
    ['https://100.64.0.1/', 'private'],
    ['https://0.0.0.0/', 'private'],
    ['https://0/', 'private'],
    ['https://3232235777/', 'private'],
    ['https://0xc0a80101/', 'private'],
    ['https://0300.0250.1.1/', 'private'],
    ['https://0xa9.254.0251.0376/', 'private'],
    ['https://10.1/', 'private'],
    ['https://１０.0.0.1/', 'private'],
    ['https://192.88.99.1/', 'private'],
    ['https://224.0.0.1/', 'private'],
    ['https://255.255.255.255/', 'private'],
    ['https://[::]/', 'private'],
    ['https://[fc00::1]/', 'private'],
    ['https://[fd12:3456::1]/', 'private'],
    ['https://[fe80::1]/', 'private'],
    ['https://[fec0::1]/', 'private'],
    ['https://[ff02::1]/', 'private'],
    ['https://[::ffff:10.0.0.1]/', 'private'],
    ['https://[::ffff:8.8.8.8]/', 'private'],
    ['https://[::ffff:a9fe:a9fe]/', 'private'],
    ['https://[::ffff:0:10.0.0.1]/', 'private'],
    ['https://[::10.0.0.1]/', 'private'],
    ['https://[64:ff9b::a00:1]/', 'private'],
    ['https://[64:ff9b:1::a00:1]/', 'private'],
    ['https://[2001::1]/', 'private'],
    ['https://[2001:db8::1]/', 'private'],
    ['https://[2002:a00:1::]/', 'private'],
    ['https://[3fff::1]/', 'private'],
    ['https://[5f00::1]/', 'private'],
    ['https://metadata.google.internal/', 'private'],
    ['https://printer.local/', 'private'],
    ['https://PRINTER.LOCAL/', 'private'],
    ['https://localhost.localdomain/', 'private'],
    ['https://intranet/', 'private'],
    ['https://printer.local./', 'private'],
    ['https://router.home.arpa/', 'private'],
  ])('may not be %s: %s', (url, problem) => {
    expect(endpointUrlProblem(url, outside)).toContain(problem);
    expect(endpointUrlProblem(url, anywhere)).toContain(problem);
  });
});

describe('H6: the platform itself as a receiver', () => {
  const rules = {
    mayBeLocal: true,
    ownAuthorities: ['127.0.0.1:4800', 'mock.shop.com', 'mock.shop.com:8443'],
  };

  it.each([
    'http://127.0.0.1:4800/__mock/reset',
    'http://127.9.9.9:4800/',
    'http://localhost:4800/hooks',
    'https://shop.localhost.:4800/hooks',
    'http://[::1]:4800/hooks',
    'http://2130706433:4800/',
    'https://mock.shop.com/__mock/reset',
    'https://MOCK.shop.com.:443/',
    'https://mock.shop.com:8443/hooks',
  ])('is refused as %s', (url) => {
    expect(endpointUrlProblem(url, rules)).toContain('the platform itself');
    expect(endpointUrlProblem(url, { ...rules, ownAuthorities: [] })).toBeUndefined();
  });

  it.each(['http://127.0.0.1:4801/', 'https://mock.shop.com:8444/', 'https://shop.com/'])(
    'is not %s',
    (url) => {
      expect(endpointUrlProblem(url, rules)).toBeUndefined();
    },
  );
});
