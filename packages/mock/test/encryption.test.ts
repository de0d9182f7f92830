import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMockServer, type MockServer, type MockServerOptions } from '@fanfare/mock/server';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { runCli } from '../src/run-cli.js';
import { createTestAuthority } from '../src/tls/create-test-authority.js';
import { getEncrypted } from './support/get-encrypted.js';

describe('a server with the option "tls"', () => {
  let server: MockServer | undefined;

  afterEach(async () => {
    vi.restoreAllMocks();
    await server?.close();
    server = undefined;
  });

  async function start(tls: NonNullable<MockServerOptions['tls']>) {
    server = await startMockServer({ tls });
    if (server.tls === undefined) throw new Error('The server does not encrypt.');
    return { ...server, tls: server.tls };
  }

  it('E1: answers whoever trusts its authority, and is refused by everybody else', async () => {
    const { url, tls } = await start(true);

    const answer = await getEncrypted(`${url}/__mock/health`, { ca: tls.ca });

    expect(url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    expect(answer.status).toBe(200);
    await expect(getEncrypted(`${url}/__mock/health`, {})).rejects.toMatchObject({
      code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    });
    const other = createTestAuthority().ca;
    await expect(getEncrypted(`${url}/__mock/health`, { ca: other })).rejects.toThrow(/signature|verify/i);
  });

  it('E1: is certified for the names of this machine alone', async () => {
    const { url, tls } = await start(true);
    const health = `${url}/__mock/health`;

    for (const servername of ['localhost', '127.0.0.1'] as const) {
      const answer = await getEncrypted(health.replace('127.0.0.1', servername), { ca: tls.ca });
      expect(answer.status).toBe(200);
    }
    await expect(getEncrypted(health, { ca: tls.ca, servername: 'shop.example' })).rejects.toMatchObject({
      code: 'ERR_TLS_CERT_ALTNAME_INVALID',
    });
  });

  it.each([
    [{}, 'TLSv1.1', 'refused'],
    [{}, 'TLSv1.2', 'answered'],
    [{}, 'TLSv1.3', 'answered'],
    [{ minVersion: 'TLSv1.3' }, 'TLSv1.2', 'refused'],
    [{ maxVersion: 'TLSv1.2' }, 'TLSv1.3', 'refused'],
    [{ maxVersion: 'TLSv1.1' }, 'TLSv1.1', 'answered'],
    [{ maxVersion: 'TLSv1.1' }, 'TLSv1.2', 'refused'],
  ] as const)('E1: with %j a client of %s alone is %s', async (options, version, outcome) => {
    const { url, tls } = await start(options);
    const ciphers = version === 'TLSv1.1' ? 'DEFAULT:@SECLEVEL=0' : undefined;
    const client = { ca: tls.ca, minVersion: version, maxVersion: version, ciphers };

    const answer = await getEncrypted(`${url}/__mock/health`, client).then(
      ({ status }) => status,
      (error: NodeJS.ErrnoException) => error.code,
    );

    if (outcome === 'answered') expect(answer).toBe(200);
    else expect(answer).toMatch(/^EPROTO$|^ERR_SSL_|^ECONNRESET$/);
  });

  it('E2: sends everybody from its plain port to the encrypted one, and tells them to stay there', async () => {
    const { url, tls, platform } = await start(true);
    const from = (path: string, init?: RequestInit) =>
      fetch(tls.httpUrl + path, { redirect: 'manual', ...init });

    const plain = await from('/consumer/api/auth/guest?a=1', { method: 'POST', body: 'x'.repeat(100_000) });

    expect(plain.status).toBe(308);
    expect(plain.headers.get('location')).toBe(`${url}/consumer/api/auth/guest?a=1`);
    expect(plain.headers.has('strict-transport-security')).toBe(false);
    expect((await from('//evil.example/')).headers.get('location')).toBe(`${url}//evil.example/`);
    expect(platform.requests).toEqual([]);
    const { headers } = await getEncrypted(`${url}/nothing`, { ca: tls.ca });
    expect(headers['strict-transport-security']).toBe('max-age=63072000; includeSubDomains');
  });

  it('E3: asks for a certificate of its authority, and tells whose it was', async () => {
    const { url, tls, platform } = await start({ clientCertificates: true });
    const health = `${url}/__mock/health`;
    const stranger = createTestAuthority().certifyClient('orders');

    await expect(getEncrypted(health, { ca: tls.ca })).rejects.toMatchObject({
      code: expect.stringMatching(/^ERR_SSL_|^ECONNRESET$|^EPIPE$/) as string,
    });
    await expect(getEncrypted(health, { ca: tls.ca, ...stranger })).rejects.toMatchObject({
      code: expect.stringMatching(/^ERR_SSL_|^ECONNRESET$|^EPIPE$/) as string,
    });
    expect(platform.requests).toEqual([]);
    const shown = tls.issueClientCertificate('orders');
    expect((await getEncrypted(health, { ca: tls.ca, ...shown })).status).toBe(200);
    const { body } = await getEncrypted(`${url}/__mock/requests`, { ca: tls.ca, ...shown });
    expect(body).toContain('"clientCertificate":"orders"');
  });

  it('E1: makes another authority at every start, which outlives the tests and signs nothing weaker', async () => {
    const first = createTestAuthority();
    const ca = new X509Certificate(first.ca);
    const leaf = new X509Certificate(first.certifyServer(['a.example', '10.0.0.1', '2001:db8::7']).cert);

    expect(createTestAuthority().ca).not.toBe(first.ca);
    expect([ca.ca, leaf.ca]).toEqual([true, false]);
    expect(leaf.verify(ca.publicKey)).toBe(true);
    expect(leaf.checkIssued(ca)).toBe(true);
    expect(leaf.subjectAltName).toBe('DNS:a.example, IP Address:10.0.0.1, IP Address:2001:DB8:0:0:0:0:0:7');
    expect(leaf.publicKey.asymmetricKeyDetails?.namedCurve).toBe('prime256v1');
  });

  it.each([
    [{ minVersion: 'TLSv1.3', maxVersion: 'TLSv1.2' }, 'minVersion'],
    [{ maxVersion: 'SSLv3' }, 'maxVersion'],
    [{ rejectUnauthorized: false }, 'rejectUnauthorized'],
    ['yes', 'tls'],
  ])('refuses %j', async (tls, named) => {
    const options = { tls } as unknown as MockServerOptions; // wrong on purpose

    await expect(startMockServer(options)).rejects.toThrow(named);
  });

  it('E1: encrypts from the command line too, and writes the authority where it is told', async () => {
    const said = vi.spyOn(console, 'log').mockReturnValue();
    const onSignal = vi.spyOn(process, 'once').mockReturnThis();
    const folder = await mkdtemp(join(tmpdir(), 'fanfare-ca-'));
    const file = join(folder, 'ca.pem');
    try {
      expect(await runCli(['--port', '0', '--tls', '--ca-file', file])).toBe(0);

      const text = said.mock.calls.flat().join('\n');
      const url = /https:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0] ?? '';
      const ca = await readFile(file, 'utf8');
      expect((await getEncrypted(`${url}/__mock/health`, { ca })).status).toBe(200);
      expect(text).toContain(ca);
    } finally {
      for (const [, stop] of onSignal.mock.calls.slice(0, 1)) (stop as () => void)();
      await rm(folder, { recursive: true });
    }
  });

  it.each<[readonly string[], string]>([
    [['--tls-min-version', 'TLSv1.3'], 'TLSv1.3'],
    [['--tls-max-version', 'TLSv1.2'], 'TLSv1.2'],
    [['--tls-min-version', 'TLSv1', '--tls-max-version', 'TLSv1.1'], 'TLSv1.1'],
  ])('E1: speaks the versions that the command line names: %j', async (flags, spoken) => {
    const said = vi.spyOn(console, 'log').mockReturnValue();
    const onSignal = vi.spyOn(process, 'once').mockReturnThis();

    expect(await runCli(['--port', '0', '--tls', ...flags])).toBe(0);

    try {
      const text = said.mock.calls.flat().join('\n');
      const url = /https:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0] ?? '';
      const ca = text.slice(text.indexOf('-----BEGIN'));
      for (const version of ['TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const) {
        const client = { ca, minVersion: version, maxVersion: version, ciphers: 'DEFAULT:@SECLEVEL=0' };
        const status = await getEncrypted(`${url}/__mock/health`, client).then(
          (answer) => answer.status,
          () => 'refused',
        );
        expect([version, status]).toEqual([version, version === spoken ? 200 : 'refused']);
      }
    } finally {
      for (const [, stop] of onSignal.mock.calls.slice(0, 1)) (stop as () => void)();
    }
  });

  it.each([
    [['--ca-file', 'x'], '--tls'],
    [['--tls', '--http-port', '70000'], '--http-port'],
    [['--tls-min-version', 'TLSv1.3'], '--tls'],
    [['--tls', '--tls-max-version', 'SSLv3'], 'TLSv1, TLSv1.1, TLSv1.2, TLSv1.3'],
    [['--tls', '--tls-min-version', 'TLSv1.3', '--tls-max-version', 'TLSv1.2'], 'TLSv1.3'],
    [['--port', '0', '--tls', '--ca-file', '/nowhere/ca.pem'], '--ca-file', 1],
  ])('refuses %j on the command line', async (args, named, code = 2) => {
    const said = vi.spyOn(console, 'error').mockReturnValue();

    expect(await runCli(args)).toBe(code);
    expect(said.mock.calls.flat().join('\n')).toContain(named);
  });
});
