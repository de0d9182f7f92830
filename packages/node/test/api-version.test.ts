import { apiVersion, headers as names } from '@fanfare/contract';
import { memoryNonceStore, verifyRequest } from '@fanfare/node';
import { describe, expect, it, vi } from 'vitest';
import { openMerchant } from './support/open-merchant.js';

describe('N12: the version of the wire', () => {
  it('goes with every call', async () => {
    const { platform, shop, fanfare } = openMerchant();
    await fanfare.admin.queues.get(shop.queue.id);
    await fanfare.admin.queues.update(shop.queue.id, { name: 'Line' });

    expect(platform.requests).toHaveLength(2);
    for (const { headers } of platform.requests) expect(headers[names.apiVersion]).toBe(apiVersion);
  });

  it('cannot be changed or taken away on the way', async () => {
    const meddling =
      (change: (headers: Headers) => void): typeof fetch =>
      (input, init) => {
        const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined));
        change(headers);
        return merchant.platform.fetch(new Request(input, { ...init, headers }));
      };
    const merchant = openMerchant();
    const codeWith = async (change: (headers: Headers) => void): Promise<unknown> =>
      merchant
        .open({ fetch: meddling(change) })
        .admin.queues.get(merchant.shop.queue.id)
        .catch(({ code }: { readonly code: unknown }) => code);

    expect(await codeWith((headers) => headers.set(names.apiVersion, '2026-01'))).toBe('signature_mismatch');
    expect(await codeWith((headers) => headers.delete(names.apiVersion))).toBe('signature_incomplete');
  });

  it('is asked for by whoever verifies requests of others, too', async () => {
    const { platform, shop, open } = openMerchant();
    const sent: Request[] = [];
    const own = open({
      fetch: (input, init) => {
        sent.push(new Request(input, init));
        return platform.fetch(input, init);
      },
    });
    await own.admin.queues.get(shop.queue.id);
    const [request] = sent;
    if (request === undefined) throw new Error('Nothing was sent.');
    const { method, url, headers } = request;
    const verify = (given: Headers): Promise<unknown> =>
      verifyRequest(
        { method, url, headers: given },
        {
          keys: [shop.keys.test.secret],
          authorities: [new URL(url).host],
          nonces: memoryNonceStore(),
          clock: { now: () => platform.clock.now(), setTimeout: () => () => undefined },
        },
      );

    await expect(verify(headers)).resolves.toBeDefined();
    const changed = new Headers(headers);
    changed.set(names.apiVersion, '2026-01');
    await expect(verify(changed)).rejects.toMatchObject({ code: 'signature_mismatch' });
  });

  it('is warned of once per operation before the platform refuses it, then refused with what to do', async () => {
    const warn = vi.fn<(message: string, fields: object) => void>();
    const { platform, shop, open } = openMerchant();
    const fanfare = open({ logger: { warn } });
    platform.settings.versionSunset = {
      version: apiVersion,
      deprecatedAt: '2026-11-01T00:00:00Z',
      sunsetAt: '2027-11-01T00:00:00Z',
    };
    for (let count = 0; count < 3; count += 1) await fanfare.admin.queues.get(shop.queue.id);
    await fanfare.admin.queues.list().toArray({ limit: 1 });

    expect(warn.mock.calls.map(([, fields]) => fields)).toEqual(
      ['admin.queues.get', 'admin.queues.list'].map((operation) => ({
        operation,
        apiVersion,
        platformVersion: apiVersion,
        deprecatedAt: '2026-11-01T00:00:00.000Z',
        sunsetAt: '2027-11-01T00:00:00.000Z',
      })),
    );
    expect(String(warn.mock.calls[0]?.[0])).toContain('upgrade this SDK before');
    await platform.clock.advance('365d');
    await expect(fanfare.admin.queues.get(shop.queue.id)).rejects.toMatchObject({
      code: 'version_unsupported',
      status: 410,
      retryable: false,
      message: expect.stringContaining('upgrade the SDK') as string,
    });
  });
});
