import { memoryInbox, webhookHandler } from '@fanfare/node/webhooks';
import { expect, it, vi } from 'vitest';
import { run } from './support/terminal.js';
import { serve } from './support/serve.js';
import { startMock } from './support/start-mock.js';

const secret = 'whsec_for_the_tests_of_the_command';
const env = { FANFARE_WEBHOOK_SECRET: secret };

function shop(): { readonly answer: (request: Request) => Promise<Response>; readonly seen: string[] } {
  const seen: string[] = [];
  const answer = webhookHandler({
    secrets: [secret],
    inbox: memoryInbox(),
    on: { 'order.completed': ({ id }) => void seen.push(id) },
  });
  return { answer, seen };
}

it('signs a sample and sends it straight to a handler', async () => {
  const { answer, seen } = shop();
  const url = await serve(answer);

  const { code, out } = await run(['trigger', 'order.completed', '--to', `${url}/webhooks`, '--json'], {
    env,
  });

  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ type: 'order.completed', status: 200 });
  expect(seen).toHaveLength(1);
});

it('ends with 1 where the handler knows another secret, and shows neither', async () => {
  const { answer, seen } = shop();
  const url = await serve(answer);
  const other = 'whsec_of_somebody_else_entirely';

  const ran = await run(['trigger', 'order.completed', '--to', url], {
    env: { FANFARE_WEBHOOK_SECRET: other },
  });

  expect(ran.code).toBe(1);
  expect(ran.out).toContain('401');
  expect(ran.out + ran.err).not.toContain(other);
  expect(seen).toHaveLength(0);
});

it.each([
  ['trigger', 'order.complete'],
  ['trigger', 'order.completed', '--to', 'http://shop.example/webhooks'],
  ['trigger', 'order.completed', '--to', 'ftp://127.0.0.1/'],
  ['trigger', 'order.completed', '--to', 'http://127.0.0.1:3000/', '--data', '7'],
  ['listen'],
  ['listen', '--forward-to', 'http://shop.example/webhooks'],
])('refuses %j before anything is sent', async (...args) => {
  const { code } = await run(args, { env, fetch: () => Promise.reject(new Error('nothing may be sent')) });

  expect(code).toBe(2);
});

it('needs a secret to sign with', async () => {
  const { code, err } = await run(['trigger', 'order.completed', '--to', 'http://127.0.0.1:3000/']);

  expect(code).toBe(2);
  expect(err).toContain('FANFARE_WEBHOOK_SECRET');
});

it('names the events that are near the one that was meant', async () => {
  const { err } = await run(['trigger', 'order.finished']);

  expect(err).toContain('order.completed');
});

it('delivers what the mock is told to trigger while it listens, and takes the endpoint away at the end', async () => {
  const { answer, seen } = shop();
  const url = await serve(answer);
  const mock = await startMock();
  const stop = new AbortController();
  const told: string[] = [];
  const at = ['--mock-url', mock.url, '--json'];

  const listening = run(['listen', '--forward-to', `${url}/webhooks`, ...at], {
    env,
    out: (text) => void told.push(text),
    signal: stop.signal,
  });
  await vi.waitFor(() => expect(told).toHaveLength(1));
  const triggered = await run(['trigger', 'order.completed', ...at]);
  await vi.waitFor(() => expect(told).toHaveLength(2));
  stop.abort();

  expect((await listening).code).toBe(0);
  expect(triggered.code).toBe(0);
  expect(JSON.parse(told[1] ?? '')).toMatchObject({ eventType: 'order.completed', status: 200 });
  expect(seen).toHaveLength(1);
  expect((await run(['trigger', 'order.completed', ...at])).err).toContain('No endpoint wants it');
});

it('shows a secret that the mock made, once', async () => {
  const mock = await startMock();
  const stop = new AbortController();
  const told: string[] = [];

  const listening = run(['listen', '--forward-to', 'http://127.0.0.1:9/', '--mock-url', mock.url], {
    out: (text) => void told.push(text),
    signal: stop.signal,
  });
  await vi.waitFor(() => expect(told[0]).toMatch(/FANFARE_WEBHOOK_SECRET=whsec_\S{16,}/));
  stop.abort();
  await listening;
});

it.each([
  [['trigger', 'order.completed', '--data', '{}'], '--data does nothing without --to'],
  [['trigger', 'order.completed', '--secret-env', 'X'], '--secret-env does nothing without --to'],
  [
    ['trigger', 'order.completed', '--to', 'http://127.0.0.1:9/', '--organization', 'org'],
    'nothing with --to',
  ],
  [['fault', 'clear', 'flaky'], 'no further words'],
  [['fault', 'begin', 'flaky', '--times', '3'], '--times is for add'],
])('refuses %j, of which a part would do nothing', async (args, says) => {
  const { code, err } = await run(args, { env });

  expect(code).toBe(2);
  expect(err).toContain(says);
});

it('says what to do about a handler that redirects', async () => {
  const url = await serve(() => new Response(null, { status: 308, headers: { location: '/elsewhere' } }));

  const { code, out } = await run(['trigger', 'order.completed', '--to', url], { env });

  expect(code).toBe(1);
  expect(out).toContain('does not follow redirects');
});

it.each([
  ['nobody listens', { name: 'TypeError', cause: { code: 'ECONNREFUSED' } }, 'Nothing listens there'],
  ['the name is unknown', { name: 'TypeError', cause: { code: 'ENOTFOUND' } }, 'No machine has this name'],
  ['the certificate is its own', { cause: { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' } }, 'not trusted'],
  ['it takes too long', { name: 'TimeoutError' }, 'longer than 30 s'],
])('tells where %s', async (_, failure, says) => {
  const { code, err } = await run(['trigger', 'order.completed', '--to', 'http://127.0.0.1:9/secret-path'], {
    env,
    fetch: () => Promise.reject(Object.assign(new Error('fetch failed'), failure)),
  });

  expect(code).toBe(1);
  expect(err).toContain(says);
  expect(err).not.toContain('secret-path');
});

it('stops with 130 at Ctrl+C, and blames no server', async () => {
  const stop = new AbortController();
  const { code, err } = await run(['trigger', 'order.completed', '--to', 'http://127.0.0.1:9/'], {
    env,
    signal: stop.signal,
    fetch: () => {
      stop.abort();
      return Promise.reject(new DOMException('aborted', 'AbortError'));
    },
  });

  expect(code).toBe(130);
  expect(err).not.toContain('No answer');
});
