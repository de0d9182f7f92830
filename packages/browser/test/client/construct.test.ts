import { afterEach, expect, test } from 'vitest';
import { FanfareClient } from '../../src/index.js';

const undo: (() => void)[] = [];
afterEach(() => {
  for (const run of undo.splice(0)) run();
});

/** Puts something else in the place of a global. */
function replace(name: string, descriptor: PropertyDescriptor): void {
  const before = Object.getOwnPropertyDescriptor(globalThis, name);
  Object.defineProperty(globalThis, name, { configurable: true, ...descriptor });
  undo.push(() => {
    if (before === undefined) Reflect.deleteProperty(globalThis, name);
    else Object.defineProperty(globalThis, name, before);
  });
}

/** Notes whoever looks at storage, and whoever calls what sends, waits, listens or opens. */
function setTraps(): string[] {
  const touched: string[] = [];
  const note =
    (name: string) =>
    (...given: unknown[]): void => {
      touched.push(`${name}(${typeof given[0]})`);
    };
  for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) {
    replace(name, { get: note(name) });
  }
  for (const name of [
    'fetch',
    'XMLHttpRequest',
    'BroadcastChannel',
    'Worker',
    'WebSocket',
    'EventSource',
    'setInterval',
    'requestAnimationFrame',
    'addEventListener',
  ]) {
    replace(name, { value: note(name), writable: true });
  }
  replace('setTimeout', { value: note('setTimeout'), writable: true });
  const locks = { request: note('locks.request'), query: note('locks.query') };
  replace('navigator', { value: { locks, sendBeacon: note('sendBeacon'), onLine: true } });
  return touched;
}

test('I4: making a client sends nothing, starts nothing and stores nothing', async () => {
  const touched = setTraps();

  const client = new FanfareClient({ publishableKey: 'pk_live_a1b2c3d4e5f6' });
  const journey = client.journeys.get('exp_1');
  const { view } = journey;
  client.on('auth:authenticated', () => undefined);
  await Promise.resolve();
  const seen = [...touched];

  expect(seen).toEqual([]);
  expect(view).toEqual({
    journeyStage: 'ready',
    experienceId: 'exp_1',
    actions: { start: expect.any(Function), enter: expect.any(Function) },
    problem: null,
  });
  expect(client.auth.session).toEqual({ status: 'unknown', signedIn: false, epoch: 0 });
});

test('O3: a client works where there is no window, no storage and no channel', async () => {
  for (const name of ['window', 'document', 'localStorage', 'indexedDB', 'BroadcastChannel', 'navigator']) {
    replace(name, { value: undefined, writable: true });
  }
  const fetch = (): Promise<Response> =>
    Promise.resolve(Response.json({ error: 'not_found', message: 'No.' }, { status: 404 }));
  const client = new FanfareClient({ publishableKey: 'pk_live_a1b2c3d4e5f6', fetch });

  await expect(client.experiences.get('exp_1')).rejects.toMatchObject({ code: 'not_found' });
  const undoWatch = client.journeys.get('exp_1').subscribe(() => undefined);
  await client.auth.restore();

  expect(client.auth.session.status).toBe('anonymous');
  undoWatch();
  client.destroy();
});
