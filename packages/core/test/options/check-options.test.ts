import { expect, test } from 'vitest';
import { checkOptions } from '../../src/options/check-options.js';
import { OptionsError } from '../../src/errors/error-classes.js';

const known = ['timeoutMs', 'maxRetries', 'fetch'];

test('lets known options pass, and none', () => {
  checkOptions({ timeoutMs: 1, fetch: undefined }, known, 'Client');
  checkOptions({}, known, 'Client');
});

test.each([
  [{ timeoutMS: 1 }, 'Client has no option "timeoutMS". Did you mean "timeoutMs"?'],
  [{ maxRetry: 1 }, 'Client has no option "maxRetry". Did you mean "maxRetries"?'],
  [{ colour: 1 }, 'Client has no option "colour". It takes timeoutMs, maxRetries, fetch.'],
])('refuses %o and says what is close to it', (given, message) => {
  expect(() => checkOptions(given, known, 'Client')).toThrow(new OptionsError(message));
});

test.each([
  [null, 'null'],
  [undefined, 'undefined'],
  ['sk_live_a1b2c3d4e5f6', 'a string'],
  [[], 'an array'],
])('refuses %o in place of options without quoting it', (given, type) => {
  const check = (): void => checkOptions(given as unknown as object, known, 'Client');
  expect(check).toThrow(`Client takes an object of options, not ${type}.`);
});

test('says so where there are no options at all', () => {
  expect(() => checkOptions({ verbose: true }, [], 'client.close')).toThrow('It takes none.');
});

test('shortens a name that is absurdly long', () => {
  expect(() => checkOptions({ ['x'.repeat(10_000)]: 1 }, known, 'Client')).toThrow(/^.{0,200}$/s);
});
