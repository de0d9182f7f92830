import { expect, test } from 'vitest';
import { clientEventNames } from '../../src/index.js';
import { openShop } from '../support/shop.js';

test.each([
  'queue:admited',
  '',
  'constructor',
  '__proto__',
  'x'.repeat(100_000),
  undefined,
  null,
  Number.NaN,
  ['queue:admitted'],
  { toString: () => 'queue:admitted' },
  Symbol('queue:admitted'),
])('client.on refuses a name of no event, and says where the names are', (name) => {
  const { client } = openShop().open();

  const subscribe = (): unknown => client.on(name as never, () => undefined);

  expect(subscribe).toThrow(
    expect.objectContaining({
      code: 'invalid_request',
      message: expect.stringMatching(/client\.on takes one of clientEventNames as its name, not .{1,40}$/),
    }),
  );
});

test.each(clientEventNames)('client.on takes %s', (name) => {
  const { client } = openShop().open();

  expect(client.on(name, () => undefined)()).toBeUndefined();
});
