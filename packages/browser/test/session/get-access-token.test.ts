import { expect, test } from 'vitest';
import { startBrowser } from './support/browser.js';
import { flush } from './support/virtual-time.js';

const hour = 3_600_000;

test('a fresh token comes from memory: same promise, no storage, no request', async () => {
  const browser = startBrowser();
  const { session } = browser.open();
  const answer = browser.server.signIn();
  await browser.time.until(session.signIn(answer));
  const { operations } = browser.store;

  const first = session.getAccessToken();
  const second = session.getAccessToken();

  expect(first).toBe(second);
  expect(await first).toBe(answer.accessToken);
  expect(browser.store.operations).toBe(operations);
  expect(browser.server.refreshes).toHaveLength(0);
});

test('a token at hand is there without waiting; none is where one would have to wait', async () => {
  const browser = startBrowser();
  const { session } = browser.open({ refreshInBackground: false });
  expect(session.accessTokenNow()).toBeUndefined();

  const answer = browser.server.signIn();
  await browser.time.until(session.signIn(answer));
  expect(session.accessTokenNow()).toBe(answer.accessToken);
  expect(session.accessTokenNow()).toBe(await session.getAccessToken());

  await browser.time.advance(2 * hour);
  expect(session.accessTokenNow()).toBeUndefined();
  expect(browser.server.refreshes).toHaveLength(0);

  await browser.time.until(session.logout());
  expect(session.accessTokenNow()).toBeUndefined();
});

test('B2: a token at hand that is about to wear out is refreshed behind that', async () => {
  const browser = startBrowser();
  const { session } = browser.open({ refreshInBackground: false });
  const answer = browser.server.signIn();
  const { accessToken } = answer;
  await browser.time.until(session.signIn(answer));
  await browser.time.advance(0.96 * hour);

  expect(session.accessTokenNow()).toBe(accessToken);
  await browser.time.advance(1_000);

  expect(browser.server.refreshes).toHaveLength(1);
  expect(session.accessTokenNow()).not.toBe(accessToken);
});

test('a page that goes away has no token at hand: what it knows may be old when it comes back', async () => {
  const browser = startBrowser();
  const { session } = browser.open();
  await browser.time.until(session.signIn(browser.server.signIn()));

  session.pause();

  expect(session.accessTokenNow()).toBeUndefined();
});

test('B3: 100 calls with an expired token make one refresh', async () => {
  const browser = startBrowser();
  const { session } = browser.open({ refreshInBackground: false });
  await browser.time.until(session.signIn(browser.server.signIn()));
  await browser.time.advance(2 * hour);

  const tokens = await browser.time.until(
    Promise.all(Array.from({ length: 100 }, () => session.getAccessToken())),
  );

  expect(browser.server.refreshes).toHaveLength(1);
  expect(browser.locks.requests).toBe(1);
  expect(new Set(tokens).size).toBe(1);
  expect(browser.server.call(tokens[0]!)).toBe('consumer-1');
});

test('B2: many expiries in a row cost one refresh each, and no call fails', async () => {
  const browser = startBrowser();
  const { session } = browser.open({ refreshInBackground: false });
  await browser.time.until(session.signIn(browser.server.signIn()));

  for (let round = 1; round <= 25; round++) {
    await browser.time.advance(hour + 1);
    browser.server.call(await browser.time.until(session.getAccessToken()));
    expect(browser.server.refreshes).toHaveLength(round);
  }
});

test('constructing does nothing: no timer, no listener, no channel, no storage', async () => {
  const browser = startBrowser();

  const tab = browser.open();
  await flush();

  expect(tab.session.state).toEqual({ status: 'unknown', signedIn: false, epoch: 0 });
  expect(tab.timers + tab.listeners + browser.channels.open + browser.store.operations).toBe(0);
});

test('a reload finds the session and its fresh token again, without a request', async () => {
  const browser = startBrowser();
  const before = browser.open();
  const answer = browser.server.signIn('consumer-7', 'authenticated');
  await browser.time.until(before.session.signIn(answer));
  browser.kill(before);

  const after = browser.open();
  const view = await browser.time.until(after.session.restore());

  expect(view).toMatchObject({
    status: 'authenticated',
    signedIn: true,
    consumer: { consumerId: 'consumer-7' },
  });
  expect(await browser.time.until(after.session.getAccessToken())).toBe(answer.accessToken);
  expect(browser.server.refreshes).toHaveLength(0);
});

test('without a session a call says that somebody has to sign in', async () => {
  const browser = startBrowser();
  const { session } = browser.open();

  await expect(browser.time.until(session.getAccessToken())).rejects.toMatchObject({
    name: 'SessionError',
    code: 'not_authenticated',
  });
  expect(session.state.status).toBe('anonymous');
});

test('an aborted caller stops waiting, and the refresh goes on for the others', async () => {
  const browser = startBrowser();
  const { session } = browser.open({ refreshInBackground: false });
  await browser.time.until(session.signIn(browser.server.signIn()));
  await browser.time.advance(2 * hour);
  const patience = new AbortController();

  const impatient = session.getAccessToken({ signal: patience.signal });
  const patient = session.getAccessToken();
  await browser.time.advance(20);
  patience.abort();

  await expect(impatient).rejects.toMatchObject({ code: 'aborted' });
  expect(browser.server.call(await browser.time.until(patient))).toBe('consumer-1');
  expect(browser.server.refreshes).toHaveLength(1);
});
