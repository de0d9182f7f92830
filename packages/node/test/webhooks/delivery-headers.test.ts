import { describe, expect, it } from 'vitest';
import { declaredSize, deliveryHeaders, headerLookup } from '../../src/webhooks/delivery-headers.js';
import type { WebhookHeaders } from '@fanfare/node/webhooks';

const good = { 'x-fanfare-signature': 's', 'x-fanfare-timestamp': 't' };
const lookUp = (headers: unknown, name = 'a'): readonly unknown[] =>
  headerLookup(headers as WebhookHeaders)(name);

describe('H1: headers, in whatever holds them', () => {
  it.each<[string, unknown, readonly unknown[]]>([
    ['nothing', undefined, []],
    ['null', null, []],
    ['a text', 'a: 1', []],
    ['Headers', new Headers({ a: '1' }), ['1']],
    ['Headers without it', new Headers({ b: '1' }), []],
    ['a record', { b: '0', A: '1' }, ['1']],
    ['a record with null', { a: null }, []],
    ['a record with undefined', { a: undefined }, []],
    ['a record with a list', { a: ['1', '2'] }, ['1', '2']],
    ['a record with two cases', { a: '1', A: '2' }, ['1', '2']],
    ['a record with names of the same length', { b: '0', c: '0', a: '1' }, ['1']],
    ['a record with a longer name', { ab: '0' }, []],
    ['a record with a member that is called get', { get: 'no function', a: '1' }, ['1']],
    ['a Map', new Map([['A', '1']]), ['1']],
    ['pairs', [['a', '1'], ['b', '2']], ['1']], // prettier-ignore
    ['pairs with a list', [['a', ['1', '2']]], ['1', '2']],
    ['pairs beside a text and a number', [['a', '1'], 'a', 7], ['1']],
    ['pairs whose name is no text', [[7, '1'], [null, '2'], [['a'], '3']], []], // prettier-ignore
    ['a flat list', ['b', 'a', 'a', '1', 'A', '2'], ['1', '2']],
    ['a flat list of an odd length', ['a'], []],
    ['an empty list', [], []],
  ])('are read from %s', (_, headers, values) => {
    expect(lookUp(headers)).toEqual(values);
  });

  it('are those of a delivery, the second signature only where there is one', () => {
    expect(deliveryHeaders(good)).toEqual({ signature: 's', additionalSignature: undefined, timestamp: 't' });
  });

  it.each<[string, object, string, RegExp]>([
    ['are missing', {}, 'webhook_header_missing', /its header x-fanfare-signature is missing/i],
    [
      'are empty',
      { ...good, 'x-fanfare-timestamp': '' },
      'webhook_header_missing',
      /x-fanfare-timestamp is missing/i,
    ],
    [
      'stand there twice',
      { ...good, 'x-fanfare-signature': ['s', 's'] },
      'webhook_header_missing',
      /x-fanfare-signature stands there more than once/i,
    ],
    [
      'were joined',
      { ...good, 'x-fanfare-signature': 's,s' },
      'webhook_header_missing',
      /stands there more than once/,
    ],
    [
      'are numbers',
      { ...good, 'x-fanfare-timestamp': 7 },
      'webhook_header_malformed',
      /its header x-fanfare-timestamp is not a string/i,
    ],
  ])('that %s are refused by their name', (_, headers, code, words) => {
    expect(() => deliveryHeaders(headers as WebhookHeaders)).toThrow(words);
    expect(() => deliveryHeaders(headers as WebhookHeaders)).toThrow(expect.objectContaining({ code }));
  });

  it.each<[unknown, number]>([
    [{ 'Content-Length': '12' }, 12],
    [{}, Number.NaN],
    [{ 'content-length': 12 }, Number.NaN],
    [null, Number.NaN],
  ])('say how large the body is: %o', (headers, size) => {
    expect(declaredSize(headers as WebhookHeaders)).toBe(size);
  });
});
