// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { windowPageEvents } from '../../src/tabs/window-page-events.js';
import { openShop } from '../support/polling-shop.js';

function setVisibility(state: 'visible' | 'hidden'): void {
  Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
}

test('the events of a real document slow the polling down and bring it back', async () => {
  const shop = openShop();
  shop.platform.world.organizations[0].queue.admitRate = 0.1;
  const { client } = shop.open('tab', {
    environment: { page: windowPageEvents()!, locks: null, channel: null },
  });
  await client.auth.guest();
  await client.journeys.get(shop.experienceId).enter();
  await shop.settle();
  shop.sent.length = 0;

  setVisibility('hidden');
  await shop.pass(60_000);
  const hidden = shop.sent.length;
  setVisibility('visible');
  await shop.settle();
  const shown = shop.sent.length;
  client.destroy();
  setVisibility('visible');
  window.dispatchEvent(new Event('online'));
  await shop.pass(60_000);

  expect(hidden).toBe(2);
  expect(shown).toBe(2); // it had only just been asked
  expect(shop.sent.length).toBe(2);
});

test('the device id is kept in the storage of the page, and nothing else is', async () => {
  const shop = openShop();
  const { client } = shop.open('tab', {
    environment: { page: windowPageEvents()!, locks: null, channel: null },
  });
  localStorage.clear();

  await client.auth.guest();
  expect(localStorage.length).toBe(0);
  await client.queues.enter(shop.queueId);

  expect(Object.keys(localStorage).every((key) => key.startsWith('fanfare:device:'))).toBe(true);
  expect(localStorage.length).toBe(1);
  expect(document.cookie).toBe('');
});
