import { afterEach, describe, expect, it, vi } from 'vitest';
import { isFanfareError, Secret, type FanfareServer } from '@fanfare/node';
import { createUndiciTransport, type UndiciTransportOptions } from '@fanfare/node/undici';
import { openEncrypted, type Encrypted } from '../support/open-encrypted.js';

let open: Encrypted | undefined;

afterEach(async () => {
  vi.unstubAllEnvs();
  await open?.close();
  open = undefined;
});

/** Calls the platform; returns `ok`, or the code of the failure and what caused it. */
async function outcome(client: FanfareServer): Promise<string> {
  try {
    await client.admin.queues.get('queue_aurora');
    return 'ok';
  } catch (error) {
    if (!isFanfareError(error)) throw error;
    return [error.code, ...causes(error)].join(' ');
  }
}

function causes(error: unknown): string[] {
  const { cause } = error as { readonly cause?: { readonly code?: string } }; // of any error
  return cause === undefined ? [] : [cause.code ?? '', ...causes(cause)];
}

describe('the transport on undici', () => {
  it.each([
    [{ maxVersion: 'TLSv1.1' }, {}, /^network_error .*(ERR_SSL|EPROTO|ECONNRESET)/],
    [{ maxVersion: 'TLSv1.2' }, {}, /^ok$/],
    [{ maxVersion: 'TLSv1.2' }, { minVersion: 'TLSv1.3' }, /^network_error .*(ERR_SSL|EPROTO|ECONNRESET)/],
    [{ minVersion: 'TLSv1.3' }, { minVersion: 'TLSv1.3' }, /^ok$/],
    [{ minVersion: 'TLSv1.3' }, {}, /^ok$/],
  ] as const)('E1: a server with %j and a client with %j', async (server, client, expected) => {
    open = await openEncrypted(server);
    const { ca } = open.tls;

    expect(await outcome(open.connect({ ca, ...client }).client)).toMatch(expected);
    expect(open.server.platform.requests.length).toBe(expected.test('ok') ? 1 : 0);
  });

  it('E1: trusts no authority that it was not told of, and with one no other', async () => {
    open = await openEncrypted();
    const other = await openEncrypted();
    try {
      expect(await outcome(open.connect({}).client)).toMatch(/^network_error .*UNABLE_TO_VERIFY|SELF_SIGNED/);
      expect(await outcome(open.connect({ ca: other.tls.ca }).client)).toMatch(
        /^network_error .*(VERIFY|CERT)/,
      );
      expect(await outcome(open.connect({ ca: [other.tls.ca, open.tls.ca] }).client)).toBe('ok');
    } finally {
      await other.close();
    }
  });

  it.each([
    [{ rejectUnauthorized: false }],
    [{ connect: { rejectUnauthorized: false } }],
    [{ ca: ['-----BEGIN CERTIFICATE-----'], tls: { connect: { rejectUnauthorized: false } } }],
    [{ checkServerIdentity: () => undefined }],
    [{ ciphers: 'ALL' }],
  ])('E1: does not let %j weaken it', (options) => {
    const create = () => createUndiciTransport(options as UndiciTransportOptions); // wrong on purpose

    expect(create).toThrow(expect.objectContaining({ code: 'invalid_options' }) as Error);
    expect(create).toThrow(/certificates are always checked/);
  });

  it('E1: does not work where certificate checks are off for the whole process, whenever that was set', async () => {
    open = await openEncrypted();
    const { client, transport } = open.connect();
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');

    expect(() => createUndiciTransport()).toThrow('NODE_TLS_REJECT_UNAUTHORIZED');
    await expect(transport.fetch(open.server.url)).rejects.toThrow('NODE_TLS_REJECT_UNAUTHORIZED');
    await expect(client.admin.queues.get('queue_aurora')).rejects.toMatchObject({ code: 'invalid_options' });
    expect(open.server.platform.requests).toEqual([]);
  });

  it('E3: shows its certificate where a server asks for one', async () => {
    open = await openEncrypted({ clientCertificates: true });
    const { ca } = open.tls;
    const { cert, key } = open.tls.issueClientCertificate('orders');

    expect(await outcome(open.connect({ ca }).client)).toMatch(/^network_error /);
    expect(open.server.platform.requests).toEqual([]);
    expect(await outcome(open.connect({ ca, cert, key: new Secret(key) }).client)).toBe('ok');
    expect(open.server.platform.requests.map(({ clientCertificate }) => clientCertificate)).toEqual([
      'orders',
    ]);
  });

  it('E3: says before the first call when a key is not that of its certificate', async () => {
    open = await openEncrypted();
    const [one, two] = ['one', 'two'].map((name) => open?.tls.issueClientCertificate(name));

    const wrong: readonly [UndiciTransportOptions, string][] = [
      [{ cert: one?.cert, key: two?.key }, 'key'],
      [{ cert: one?.cert }, 'key'],
      [{ key: one?.key }, 'cert'],
      [{ cert: 'orders.pem', key: one?.key }, 'cert'],
      [{ ca: [] }, 'ca'],
      [{ ca: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----' }, 'ca'],
      [{ minVersion: 'TLSv1.1' as 'TLSv1.2' }, 'minVersion'],
      [{ connections: 0 }, 'connections'],
    ];
    for (const [options, named] of wrong) {
      const create = () => createUndiciTransport(options);
      expect(create).toThrow(expect.objectContaining({ code: 'invalid_options' }) as Error);
      expect(create).toThrow(named);
      expect(create).not.toThrow(/MIG|PRIVATE/);
    }
  });
});
