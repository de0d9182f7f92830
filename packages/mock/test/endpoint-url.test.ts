import { describe, expect, it } from 'vitest';
import { endpointUrlProblem } from '../src/webhooks/endpoint-url.js';

describe('H6: the URL of a webhook endpoint', () => {
  it.each([
    'https://shop.aurora.com/hooks',
    'https://shop.aurora.com:8443/hooks?shop=1',
    'https://8.8.8.8/hooks',
    'https://[2606:4700:4700::1111]/hooks',
    'http://localhost:3000/hooks',
    'http://shop.localhost/hooks',
    'http://127.0.0.1:3000/hooks',
    'http://127.8.9.10/hooks',
    'http://[::1]:3000/hooks',
    'https://localhost/hooks',
  ])('may be %s', (url) => {
    expect(endpointUrlProblem(url)).toBeUndefined();
  });

  it.each([
    ['hooks', 'absolute'],
    ['/hooks', 'absolute'],
    ['ftp://shop.aurora.com/', 'https'],
    ['javascript:alert(1)', 'https'],
    ['http://shop.aurora.com/hooks', 'https'],
    ['http://8.8.8.8/hooks', 'https'],
    ['https://user:word@shop.aurora.com/', 'credentials'],
    ['https://user@shop.aurora.com/', 'credentials'],
    ['https://shop.aurora.com/#hooks', 'fragment'],
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
    ['https://10.1/', 'private'],
    ['https://224.0.0.1/', 'private'],
    ['https://255.255.255.255/', 'private'],
    ['https://[::]/', 'private'],
    ['https://[fc00::1]/', 'private'],
    ['https://[fd12:3456::1]/', 'private'],
    ['https://[fe80::1]/', 'private'],
    ['https://[::ffff:10.0.0.1]/', 'private'],
    ['https://[::ffff:a9fe:a9fe]/', 'private'],
    ['https://[64:ff9b::a00:1]/', 'private'],
    ['https://[2002:a00:1::]/', 'private'],
    ['https://metadata.google.internal/', 'private'],
    ['https://printer.local/', 'private'],
    ['https://intranet/', 'private'],
    ['https://printer.local./', 'private'],
    ['https://localhost.evil/', undefined],
  ])('%s: %s', (url, problem) => {
    if (problem === undefined) expect(endpointUrlProblem(url)).toBeUndefined();
    else expect(endpointUrlProblem(url)).toContain(problem);
  });

  it('takes a loopback address that hides in IPv6 for loopback, not for a public host', () => {
    expect(endpointUrlProblem('https://[::ffff:127.0.0.1]/')).toBeUndefined();
    expect(endpointUrlProblem('http://[::ffff:127.0.0.1]/')).toBeUndefined();
  });
});
