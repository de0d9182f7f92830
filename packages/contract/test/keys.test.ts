import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idPattern, parseKey } from '@fanfare/contract';

describe('A10: parseKey', () => {
  it.each([
    ['pk_test_a1b2c3d4e5', 'publishable', 'test'],
    ['pk_live_a1b2c3d4e5', 'publishable', 'live'],
    ['sk_test_a1b2c3d4e5', 'secret', 'test'],
    ['sk_live_a1-b2_c3d4', 'secret', 'live'],
  ])('reads %s as %s, %s', (key, kind, mode) => {
    expect(parseKey(key)).toEqual({ kind, mode });
  });

  it.each([
    '',
    'pk_test_',
    'pk_test_short',
    'pk_prod_a1b2c3d4e5',
    'PK_test_a1b2c3d4e5',
    'pk_test_a1b2c3d4e5\n',
    ' pk_test_a1b2c3d4e5',
    'rk_test_a1b2c3d4e5',
  ])('refuses %j', (value) => {
    expect(parseKey(value)).toBeNull();
  });

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        parseKey(value);
      }),
    );
  });
});

describe('F3: idPattern', () => {
  it.each(['../x', '..', '.', 'a/b', 'a?b', 'a%2fb', 'a\r\nb', '', '-a', 'a b', 'ä'])(
    'refuses %j',
    (value) => {
      expect(idPattern.test(value)).toBe(false);
    },
  );

  it.each(['01990e2b-7c1f-7a33-8a55-0242ac120002', 'queue_aurora', 'q1'])('takes %j', (value) => {
    expect(idPattern.test(value)).toBe(true);
  });
});
