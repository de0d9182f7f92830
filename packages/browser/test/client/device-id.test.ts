import { expect, test } from 'vitest';
import { createDeviceId } from '../../src/device-id.js';
import { fakeStorage } from '../support/fake-storage.js';
import { openShop } from '../support/shop.js';

test('C10: is random, the same over reloads, and another after a reset', () => {
  const storage = fakeStorage();
  const open = (): string => createDeviceId({ namespace: 'shop', keep: () => storage }).get();
  const first = open();
  const again = open();
  const device = createDeviceId({ namespace: 'shop', keep: () => storage });
  device.reset();

  expect(first).toMatch(/^[0-9a-f]{24}$/);
  expect(again).toBe(first);
  expect(device.get()).not.toBe(first);
});

test('is made in a page that is not a secure context too', () => {
  const { randomUUID } = crypto;
  Object.defineProperty(crypto, 'randomUUID', { configurable: true, value: undefined });
  try {
    expect(createDeviceId({ namespace: 'shop', keep: () => null }).get()).toMatch(/^[\w-]{16,64}$/);
  } finally {
    Object.defineProperty(crypto, 'randomUUID', { configurable: true, value: randomUUID });
  }
});

test('C10: links nothing across shops', () => {
  const storage = fakeStorage();

  const one = createDeviceId({ namespace: 'one', keep: () => storage }).get();
  const two = createDeviceId({ namespace: 'two', keep: () => storage }).get();

  expect(one).not.toBe(two);
});

test('lives in memory where storage throws, is missing or holds rubbish', () => {
  const throwing = (): never => {
    throw new DOMException('denied', 'SecurityError');
  };
  const rubbish = fakeStorage();
  rubbish.setItem('fanfare:device:shop', '<script>');

  for (const keep of [throwing, () => null, () => ({ ...rubbish, setItem: throwing })]) {
    const device = createDeviceId({ namespace: 'shop', keep });
    expect(device.get()).toMatch(/^[0-9a-f]{24}$/);
    expect(device.get()).toBe(device.get());
  }
});

test('is told on enter, and cannot be reset while a journey is active', async () => {
  const shop = openShop();
  shop.platform.world.organizations[0].queue.admitRate = 1;
  const { client } = shop.open();
  await client.auth.guest();
  const journey = client.journeys.get(shop.experienceId);
  await journey.enter();
  const id = client.deviceId.get();

  expect(() => client.deviceId.reset()).toThrow(expect.objectContaining({ code: 'conflict' }) as Error);
  await journey.leave();
  client.deviceId.reset();

  expect(
    shop.sent.find(({ line }) => line.endsWith(`${shop.queueId}/enter`))?.headers.get('x-fingerprint'),
  ).toBe(id);
  expect(client.deviceId.get()).not.toBe(id);
});
