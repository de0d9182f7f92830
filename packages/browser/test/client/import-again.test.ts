import { expect, test } from 'vitest';
import { importAgain } from '../../src/import-again.js';

test.each([
  ['what a bundler says', new Error('Loading chunk 7 failed.')],
  ['what Safari says', new TypeError('Importing a module script failed.')],
  [
    'an address that is no module of a server',
    new TypeError('Failed to fetch dynamically imported module: data:text/javascript,1'),
  ],
  ['no error', 'Failed to fetch dynamically imported module: https://shop.example/a.js'],
])('%s names no address to ask for again, and stays the failure', async (_what, cause) => {
  await expect(importAgain(cause, 1)).rejects.toBe(cause);
});
