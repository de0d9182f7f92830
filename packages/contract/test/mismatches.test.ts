import { describe, expect, it } from 'vitest';
import { operations } from '@fanfare/contract/operations';
import { mismatches } from '@fanfare/contract/schemas';

const { checkout, auth, admissions, queues, experiences } = operations;

describe('F1: mismatches say what would fit', () => {
  it.each([
    ['an amount', checkout.refund.body, { amount: '12,00' }, 'amount', 'a decimal amount such as "129.00"'],
    [
      'the amount of an order',
      admissions.complete.body,
      { metadata: { orderAmount: '12,00' } },
      'metadata.orderAmount',
      'a decimal amount such as "129.00"',
    ],
    [
      'a currency',
      checkout.create.body,
      { currencyCode: 'euro' },
      'currencyCode',
      'three capital letters (ISO 4217)',
    ],
    [
      'a country',
      auth.requestOtp.body,
      { phone: '030 123456', defaultCountry: 'de' },
      'defaultCountry',
      'two capital letters (ISO 3166)',
    ],
    ['a telephone number', auth.requestOtp.body, { phone: 'me' }, 'phone', 'a telephone number'],
    [
      'a one-time code',
      auth.verifyOtp.body,
      { email: 'a@shop.example', code: 'x' },
      'code',
      '4 to 10 digits',
    ],
    [
      'an id in a path',
      queues.admit.params,
      { queueId: '../x' },
      'queueId',
      'an id: up to 128 letters, digits, "-" and "_", beginning with a letter or a digit',
    ],
  ])('%s', (_, schema, value, path, words) => {
    const issues = mismatches(schema.safeParse(value).error?.issues ?? []);

    expect(issues).toContainEqual({ path, message: `must be ${words}` });
  });

  it.each([
    [
      'text',
      checkout.create.body,
      { admissionToken: 'short' },
      'admissionToken',
      'must have at least 16 characters',
    ],
    [
      'a list',
      experiences.archivedStatus.body,
      { experienceIds: [] },
      'experienceIds',
      'must have at least 1 entries',
    ],
    ['a number', checkout.create.body, { quantity: 0 }, 'quantity', 'must be at least 1'],
  ])('with the unit of a limit: %s', (_, schema, value, path, message) => {
    expect(mismatches(schema.safeParse(value).error?.issues ?? [])).toContainEqual({ path, message });
  });

  it('where two fields exclude each other', () => {
    for (const value of [{}, { email: 'a@shop.example', phone: '+4930123456' }]) {
      expect(mismatches(auth.requestOtp.body.safeParse(value).error?.issues ?? [])).toEqual([
        { path: 'email', message: 'must be given, or phone in its place, but not both' },
      ]);
    }
  });
});
