import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import * as core from '../src/index.js';
import * as base from '../src/base.js';
import { readRoute } from './support/routes.js';
import { createTestTransport } from './support/test-transport.js';

const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
const source = join(import.meta.dirname, '../src');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({ file, text: withoutComments(readFileSync(join(source, file), 'utf8')) }));

describe('the boundaries of the package', () => {
  test('O3: nothing of Node and nothing of a page alone is used', () => {
    const forbidden =
      /from 'node:|\b(?:process|Buffer|require|window|document|localStorage|navigator)\b(?=[.([])/;
    expect(files.filter(({ text }) => forbidden.test(text)).map(({ file }) => file)).toEqual([]);
  });

  test('ky is imported by one file, and by no other', () => {
    const importers = files
      .filter(({ text }) => /(?:from|import\() ?'ky'/.test(text))
      .map(({ file }) => file);
    expect(importers.sort()).toEqual(['transport/send-with-ky.ts']);
  });

  test('the tables of codes, which a page has no use for, are not loaded', () => {
    expect(files.filter(({ text }) => /\b(?:serverErrors|clientErrors)\b/.test(text))).toEqual([]);
  });

  test('what is exported without the transport is the same thing, not a second copy', () => {
    for (const [name, value] of Object.entries(base))
      expect([name, Reflect.get(core, name)]).toEqual([name, value]);
    expect(base).not.toHaveProperty('createPageTransport');
  });
});

test('B15: cookies travel only where it was said', async () => {
  const seen: string[] = [];
  const watched: typeof fetch = (input) => {
    seen.push((input as Request).credentials);
    return Promise.resolve(Response.json({}));
  };
  const call = { route: readRoute, params: { thingId: 'a' } };

  await createTestTransport('http://localhost:1', { fetch: watched }).transport.send(call);
  await createTestTransport('http://localhost:1', { fetch: watched, credentials: 'include' }).transport.send(
    call,
  );

  expect(seen).toEqual(['same-origin', 'include']);
});

test('calls fetch without a receiver, as a browser insists, and looks it up at every call', async () => {
  const receivers: unknown[] = [];
  const original = globalThis.fetch;
  const { transport } = createTestTransport('http://localhost:1');
  try {
    globalThis.fetch = function (this: unknown) {
      receivers.push(this);
      return Promise.resolve(Response.json({}));
    } as typeof fetch;
    await transport.send({ route: readRoute, params: { thingId: 'a' } });
  } finally {
    globalThis.fetch = original;
  }
  expect(receivers).toEqual([undefined]);
});

test('loading the package runs nothing and leaves ky alone until the first call', async () => {
  vi.resetModules();
  let kyLoads = 0;
  vi.doMock('ky', async (original) => {
    kyLoads += 1;
    return original();
  });
  const globals = ['setTimeout', 'setInterval', 'queueMicrotask', 'fetch'];
  for (const name of globals) vi.spyOn(globalThis, name as 'fetch');
  onTestFinished(() => {
    vi.restoreAllMocks();
    vi.doUnmock('ky');
  });

  const fresh = { ...(await import('../src/index.js')), ...(await import('../src/server.js')) };
  const urls = fresh.resolveServiceUrls({ baseUrl: 'http://localhost:1' });
  const transport = fresh.createTransport({ urls, idempotencyHeader: true, maxRetries: 0, fetch: answer });
  const used = globals.filter((name) => vi.mocked(Reflect.get(globalThis, name)).mock.calls.length > 0);
  expect([used, kyLoads]).toEqual([[], 0]);

  await transport.send({ route: readRoute, params: { thingId: 'a' } });
  expect(kyLoads).toBe(1);
});

const answer: typeof fetch = () => Promise.resolve(Response.json({}));
