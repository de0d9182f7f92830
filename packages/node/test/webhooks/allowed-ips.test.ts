import { BlockList, isIP } from 'node:net';
import { OptionsError } from '@fanfare/core/base';
import {
  toExpressHandler,
  toNodeHandler,
  webhookHandler,
  type SenderOptions,
  type WebhookRequestHandler,
} from '@fanfare/node/webhooks';
import express from 'express';
import * as fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ipRanges } from '../../src/webhooks/ip-ranges.js';
import { parseIp } from '../../src/webhooks/parse-ip.js';
import { senderAddress } from '../../src/webhooks/sender-address.js';
import { fakeClock } from './support/fake-clock.js';
import { startServer, type HttpServer } from './support/http-server.js';
import { secret } from './support/samples.js';
import { platform, senderCases } from './support/sender-cases.js';
import { trickyBody, trickyHeaders } from './support/tricky.js';

const received = vi.fn();
const newHandler = (): WebhookRequestHandler =>
  webhookHandler({ secrets: [secret], clock: fakeClock(), on: {}, fallback: received });
const servers: HttpServer[] = [];
afterEach(async () => {
  vi.clearAllMocks();
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** Posts a good delivery from this machine to a handler, and returns the status. */
async function post(options: SenderOptions | undefined, forwarded?: string): Promise<number> {
  const server = await startServer(toNodeHandler(newHandler(), options));
  servers.push(server);
  const headers = { ...trickyHeaders, ...(forwarded !== undefined && { 'x-forwarded-for': forwarded }) };
  return (await fetch(server.url, { method: 'POST', body: new Uint8Array(trickyBody), headers })).status;
}

describe('E10, H8: allowedIps', () => {
  it.each(senderCases)('%s', async (_, options, forwarded, status) => {
    expect(await post(options, forwarded)).toBe(status);
    expect(received).toHaveBeenCalledTimes(status === 200 ? 1 : 0);
  });

  it('refuse in Express too, whatever its trust proxy says, and before anything is read', async () => {
    const app = express();
    app.set('trust proxy', true);
    app.post('/webhooks', toExpressHandler(newHandler(), { allowedIps: [platform] }));
    const server = await startServer(app);
    servers.push(server);

    const answer = await server.raw(
      `POST /webhooks HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-length: 1000000\r\nx-forwarded-for: ${platform}\r\n\r\n`,
    );

    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
    expect(answer).toContain('"error":"ip_not_allowed"');
    expect(received).not.toHaveBeenCalled();
  }, 20_000);

  const bad: readonly (readonly [string, unknown, RegExp])[] = [
    ['an empty list', { allowedIps: [] }, /allowedIps must be a list .*not an empty list/],
    ['a text', { allowedIps: '127.0.0.1' }, /allowedIps must be a list .*not a string/],
    ['a name', { allowedIps: ['127.0.0.1', 'fanfare.io'] }, /allowedIps\[1\] must be an IP address/],
    ['a number', { allowedIps: [1] }, /allowedIps\[0\]/],
    ['too long a prefix', { allowedIps: ['10.0.0.0/33'] }, /allowedIps\[0\]/],
    ['a prefix that is none', { allowedIps: ['10.0.0.0/a'] }, /allowedIps\[0\]/],
    ['half an address', { allowedIps: ['10.0.0'] }, /allowedIps\[0\]/],
    ['too long a prefix of IPv6', { allowedIps: ['2001:db8::/129'] }, /allowedIps\[0\]/],
    ['a proxy that is none', { allowedIps: ['10.0.0.1'], trustedProxies: ['proxy'] }, /trustedProxies\[0\]/],
    ['proxies alone', { trustedProxies: ['10.0.0.1'] }, /give allowedIps/],
    ['a prefix that is not of IPv4', { allowedIps: ['::ffff:203.0.113.0/24'] }, /allowedIps\[0\]/],
    ['another name', { allowedIPs: ['10.0.0.1'] }, /Did you mean "allowedIps"/],
  ];

  it.each(bad)('may not be %s', (_, options, message) => {
    for (const adapt of [toNodeHandler, toExpressHandler]) {
      const setUp = (): unknown => adapt(newHandler(), options as SenderOptions); // what plain JavaScript may pass
      expect(setUp).toThrow(OptionsError);
      expect(setUp).toThrow(message);
    }
  });
});

describe('E10: the address of a sender', () => {
  const isTrusted = ipRanges(['10.0.0.0/8', 'fd00::/8'], 'trustedProxies');

  it.each([
    ['203.0.113.7', undefined, '203.0.113.7'],
    ['::ffff:203.0.113.7', undefined, '203.0.113.7'],
    ['::FFFF:203.0.113.7', undefined, '203.0.113.7'],
    ['fe80::1%eth0', undefined, 'fe80::1'],
    [undefined, '203.0.113.7', undefined],
    ['203.0.113.7', '198.51.100.1', '203.0.113.7'],
    ['::ffff:10.0.0.1', '198.51.100.1', '198.51.100.1'],
    ['fd00::1', '2001:db8::1', '2001:db8::1'],
    ['10.0.0.1', '198.51.100.1:4711', '198.51.100.1'],
    ['10.0.0.1', '[2001:db8::1]:4711', '2001:db8::1'],
    ['10.0.0.1', '  198.51.100.1  ', '198.51.100.1'],
    ['10.0.0.1', '198.51.100.1, ', undefined],
    ['10.0.0.1', 'for=198.51.100.1', undefined],
    ['10.0.0.1', '10.0.0.2, 10.0.0.3', '10.0.0.2'],
    ['10.0.0.1', undefined, '10.0.0.1'],
  ])('of %s with %s is %s', (remote, forwarded, address) => {
    const origin = { peer: remote, forwardedFor: [forwarded ?? []].flat() };
    expect(senderAddress(origin, isTrusted)).toBe(address);
  });

  it('never depends on what stands in front of the first address that is not a proxy of ours', () => {
    const anything = fc.array(fc.oneof(fc.ipV4(), fc.ipV6(), fc.string()), { maxLength: 4 });
    fc.assert(
      fc.property(anything, (spoofed) => {
        const forwarded = [...spoofed, '198.51.100.1', '10.9.9.9'].join(',');
        const origin = { peer: '10.0.0.1', forwardedFor: [forwarded] };
        expect(senderAddress(origin, isTrusted)).toBe('198.51.100.1');
      }),
    );
  });
});

describe('E10: a network', () => {
  const ipv4 = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255));
  const bitsOf = (octets: readonly number[]): string =>
    octets.map((octet) => octet.toString(2).padStart(8, '0')).join('');

  it('holds exactly the addresses that begin with the same bits', () => {
    const near = fc.tuple(ipv4, fc.nat(31)).map(([octets, flip]) => {
      const other = octets.map((octet, index) =>
        index === flip >> 3 ? octet ^ (1 << (7 - (flip & 7))) : octet,
      );
      return [octets, other] as const;
    });
    fc.assert(
      fc.property(near, fc.integer({ min: 0, max: 32 }), ([octets, other], prefix) => {
        const holds = ipRanges([`${octets.join('.')}/${prefix}`], 'allowedIps');
        const isSame = bitsOf(octets).slice(0, prefix) === bitsOf(other).slice(0, prefix);

        expect(holds(other.join('.'))).toBe(isSame);
        expect(holds(octets.join('.'))).toBe(true);
      }),
    );
  });

  it.each([
    ['2001:db8::/32', '2001:db8:ffff::1', true],
    ['2001:db8::/32', '2001:db9::1', false],
    ['2001:db8::1', '2001:0DB8:0:0:0:0:0:1', true],
    ['2001:db8::1', '2001:db8::2', false],
    ['::/0', '203.0.113.7', false],
    ['0.0.0.0/0', '2001:db8::1', false],
  ])('%s and %s: %s', (network, address, isIn) => {
    expect(ipRanges([network], 'allowedIps')(address)).toBe(isIn);
  });

  const v6 = fc.oneof(
    fc.ipV6(),
    fc.ipV6().map((text) => text.toUpperCase()),
  );
  const nearly = fc
    .tuple(fc.oneof(fc.ipV4(), v6), fc.nat(40), fc.constantFrom(':', '.', '0', 'f', '::', '', '1', '%'))
    .map(([text, at, put]) => text.slice(0, at) + put + text.slice(at + 1));

  it('reads the addresses that Node reads, and no others', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), v6, nearly, fc.string()), (text) => {
        // Node also takes the name of an interface, which is cut off before.
        fc.pre(!text.includes('%'));
        expect(parseIp(text) !== undefined).toBe(isIP(text) !== 0);
      }),
      { numRuns: 3_000 },
    );
  });

  it('of IPv6 holds what it holds for Node', () => {
    fc.assert(
      fc.property(v6, v6, fc.integer({ min: 0, max: 128 }), (network, address, prefix) => {
        fc.pre([network, address].every((text) => parseIp(text)?.length === 16));
        const list = new BlockList();
        list.addSubnet(network, prefix, 'ipv6');
        const holds = ipRanges([`${network}/${prefix}`], 'allowedIps');

        expect(holds(address)).toBe(list.check(address, 'ipv6'));
        expect(holds(network)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ['203.0.113.0/24', '::ffff:203.0.113.7', true],
    ['203.0.113.0/24', '::ffff:cb00:7107', true],
    ['::ffff:203.0.113.0/120', '203.0.113.7', true],
    ['::ffff:203.0.113.0/120', '203.0.114.7', false],
    ['::ffff:203.0.113.7', '203.0.113.7', true],
  ])('is one, whichever version spells it: %s and %s: %s', (network, address, isIn) => {
    expect(ipRanges([network], 'allowedIps')(address)).toBe(isIn);
  });
});
