import type { Session } from '../../src/session/session.js';
import { expect, test, vi } from 'vitest';
import { lazySession } from '../../src/lazy-session.js';
import { startBrowser } from '../session/support/browser.js';

const hour = 3_600_000;
const unloaded = { loadOnce: () => Promise.reject(new Error('gone')), forget: () => Promise.resolve() };

/** A session of which nothing is there before the first call. */
function openLazily(): {
  readonly browser: ReturnType<typeof startBrowser>;
  readonly session: Session;
  readonly load: ReturnType<typeof vi.fn<(call: string) => Promise<Session>>>;
} {
  const browser = startBrowser();
  const { session } = browser.open({ refreshInBackground: false });
  const load = vi.fn<(call: string) => Promise<Session>>(async () => session);
  return { browser, session: lazySession(load, unloaded), load };
}

test('nothing is loaded before a call, and what can be told without waiting is told', () => {
  const { session, load } = openLazily();

  session.on('change', () => undefined);
  session.pause();

  expect(session.state).toEqual({ status: 'unknown', signedIn: false, epoch: 0 });
  expect(session.accessTokenNow()).toBeUndefined();
  expect(load).not.toHaveBeenCalled();
});

test('it is the session from the first call on: views, events, tokens', async () => {
  const { browser, session, load } = openLazily();
  const heard: string[] = [];
  session.on('change', ({ status }) => heard.push(status));
  session.on('refreshed', ({ by }) => heard.push(by));
  const answer = browser.server.signIn();

  const view = await browser.time.until(session.signIn(answer));
  expect(session.state).toBe(view);
  expect(session.getAccessToken()).toBe(session.getAccessToken());
  expect(session.accessTokenNow()).toBe(answer.accessToken);
  await browser.time.advance(2 * hour);
  await browser.time.until(session.guard(async (token) => browser.server.call(token)));
  await browser.time.until(session.logout());

  expect(heard).toEqual(expect.arrayContaining(['authenticated', 'this-tab', 'signed_out']));
  expect(load.mock.calls).toEqual([['session.signIn']]);
});

test('calls that come together load once, each for its own name', async () => {
  const { browser, session } = openLazily();

  const views = await browser.time.until(Promise.all([session.restore(), session.restore()]));

  expect(views.map(({ status }) => status)).toEqual(['anonymous', 'anonymous']);
});

test('whoever gives up while it is loaded is let go at once', async () => {
  const session = lazySession(() => new Promise<Session>(() => undefined), unloaded);
  const caller = new AbortController();

  const waiting = session.getAccessToken({ signal: caller.signal });
  caller.abort();

  await expect(waiting).rejects.toMatchObject({ name: 'AbortedError', code: 'aborted' });
});

test('what was destroyed before it was loaded stays destroyed', async () => {
  const { browser, session } = openLazily();
  session.destroy();

  await expect(browser.time.until(session.getAccessToken())).rejects.toMatchObject({ code: 'destroyed' });
  expect(browser.store.operations).toBe(0);
});

test('B12: one that cannot be loaded fails the call, and the next call has it', async () => {
  const browser = startBrowser();
  const { session: whole } = browser.open();
  const load = vi
    .fn<(call: string) => Promise<Session>>()
    .mockRejectedValueOnce(new TypeError('gone'))
    .mockResolvedValue(whole);
  const session = lazySession(load, unloaded);

  await expect(session.restore()).rejects.toThrow('gone');
  expect(session.state.status).toBe('unknown');

  expect((await browser.time.until(session.restore())).status).toBe('anonymous');
});
