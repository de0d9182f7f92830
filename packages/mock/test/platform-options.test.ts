import { createMockPlatform, type MockPlatformOptions } from '@fanfare/mock';
import { startMockServer } from '@fanfare/mock/server';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { runCli } from '../src/run-cli.js';
import { mockApi } from './support/mock-api.js';

describe('the options of a platform', () => {
  it.each<[string, object]>([
    ['unknown', { ports: 1 }],
    ['origin', { origin: 'localhost:4800' }],
    ['origin', { origin: 'http://user:pass@localhost' }],
    ['origin', { allowedOrigins: ['http://localhost:3000/path'] }],
    ['profile', { profile: 'staging' }],
    ['now', { now: 'soon' }],
  ])('are refused when wrong: %s', (_, options) => {
    expect(() => createMockPlatform(options as MockPlatformOptions)).toThrow(TypeError);
  });

  it('make the same ids from the same seed', async () => {
    const ids = [];
    for (const seed of [7, 7, 8]) {
      const platform = createMockPlatform({ seed });
      const { session } = await mockApi(platform).guest(platform.world.organizations[0].keys.test);
      ids.push(session.consumerId);
    }

    expect(ids[0]).toBe(ids[1]);
    expect(ids[2]).not.toBe(ids[0]);
  });

  it('give every platform a world of its own', () => {
    const [one, other] = [createMockPlatform(), createMockPlatform()];

    one.world.organizations[0].allowedOrigins.push('http://localhost:3000');

    expect(other.world.organizations[0].allowedOrigins).toEqual([]);
  });
});

describe('N7: production', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });

  it('is refused in the process, by the server and by the command line, which say why', async () => {
    vi.stubEnv('NODE_ENV', 'production');
    const said = vi.spyOn(console, 'error').mockReturnValue();

    expect(() => createMockPlatform()).toThrow('NODE_ENV=production');
    await expect(startMockServer()).rejects.toThrow('NODE_ENV=production');
    expect(await runCli(['--port', '0'])).toBe(1);

    expect(said.mock.calls.flat().join('\n')).toContain('NODE_ENV=production');
  });
});

describe('the command line', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it.each([
    [['--port', 'http'], '--port'],
    [['--profile', 'staging'], 'profile'],
    [['--port', '70000'], '--port must be'],
    [['--port', '0', '--host', 'no host'], '--host'],
    [['--port', '0', '--host', ''], '--host'],
    [['--port', '0', '--host', '192.0.2.1'], '--host'],
    [['--prot', '1'], '--prot'],
    [['--port', '0', '--door', 'bank'], 'bank'],
    [['--allow-origin', 'localhost'], 'localhost'],
    [['--port', '0', '--trusted-proxy', 'proxy.example'], 'proxy.example'],
  ])('refuses %j and says what is wrong', async (args, name) => {
    const said = vi.spyOn(console, 'error').mockReturnValue();

    expect(await runCli(args)).toBe(2);
    expect(said.mock.calls.flat().join('\n')).toContain(name);
  });

  it('says where the platform is, with its keys, and stops with the process', async () => {
    const said = vi.spyOn(console, 'log').mockReturnValue();
    const onSignal = vi.spyOn(process, 'once').mockReturnThis();
    const args = [
      '--port',
      '0',
      '--profile',
      'hosted',
      '--allow-origin',
      'http://localhost:3000',
      '--without-rate-limits',
      '--frozen',
    ];

    expect(await runCli(args)).toBe(0);

    const text = said.mock.calls.flat().join('\n');
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0] ?? '';
    expect(text).toContain('pk_test_aurora_mock');
    expect(await (await fetch(`${url}/__mock/health`)).json()).toMatchObject({ profile: 'hosted' });
    const headers = { 'x-publishable-key': 'pk_test_aurora_mock' };
    const queue = await fetch(`${url}/consumer/api/queues/queue_aurora`, { headers });
    expect([queue.status, queue.headers.has('x-ratelimit-limit')]).toEqual([200, false]);
    const world = (await (await fetch(`${url}/__mock/world`)).json()) as {
      organizations: [{ allowedOrigins: string[] }];
    };
    expect(world.organizations[0].allowedOrigins).toEqual(['http://localhost:3000']);
    const stop = onSignal.mock.calls.find(([name]) => name === 'SIGTERM')?.[1] as () => void;
    stop();
    await vi.waitFor(() => expect(fetch(url)).rejects.toThrow('fetch failed'));
  });

  it('says it as one line of JSON to a program', async () => {
    const said = vi.spyOn(console, 'log').mockReturnValue();
    const onSignal = vi.spyOn(process, 'once').mockReturnThis();

    expect(await runCli(['--port', '0', '--json'])).toBe(0);

    const told = JSON.parse(said.mock.calls.flat().join('\n')) as { readonly url: string };
    expect(told).toMatchObject({
      organizations: [{ id: 'org_aurora', publishable: 'pk_test_aurora_mock' }, {}],
    });
    expect((await fetch(`${told.url}/__mock/health`)).status).toBe(200);
    const stop = onSignal.mock.calls.find(([name]) => name === 'SIGTERM')?.[1] as () => void;
    stop();
  });

  it('listens everywhere, names an address that the SDKs take, and warns', async () => {
    const said = vi.spyOn(console, 'log').mockReturnValue();
    const onSignal = vi.spyOn(process, 'once').mockReturnThis();

    expect(await runCli(['--port', '0', '--host', '0.0.0.0'])).toBe(0);

    const text = said.mock.calls.flat().join('\n');
    const url = /baseUrl: '(http:\/\/127\.0\.0\.1:\d+)'/.exec(text)?.[1] ?? '';
    expect(text).not.toContain('0.0.0.0:');
    expect(text).toContain('Warning: everybody on this network can');
    expect((await fetch(`${url}/__mock/health`)).status).toBe(200);
    const stop = onSignal.mock.calls.find(([name]) => name === 'SIGTERM')?.[1] as () => void;
    stop();
  });

  it('explains itself', async () => {
    const said = vi.spyOn(console, 'log').mockReturnValue();

    expect(await runCli(['--help'])).toBe(0);
    expect(said.mock.calls.flat().join('\n')).toContain('--allow-origin');
  });
});
