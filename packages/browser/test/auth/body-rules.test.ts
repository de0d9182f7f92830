import { operations } from '@fanfare/contract/operations';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exchangeExternalRules, requestOtpRules, verifyOtpRules } from '../../src/auth/body-rules.js';
import { checkBody, type BodyRules } from '../../src/resources/check-body.js';
import { arbitraryFromSchema } from '../../../contract/test/support/arbitrary-from-schema.js';

const { auth } = operations;

test.each<[string, BodyRules, Parameters<typeof arbitraryFromSchema>[0]]>([
  ['requestOtp', requestOtpRules, auth.requestOtp.body],
  ['verifyOtp', verifyOtpRules, auth.verifyOtp.body],
  ['exchangeExternal', exchangeExternalRules, auth.exchangeExternal.body],
])('the rules of %s refuse nothing that the contract takes', (name, rules, schema) => {
  fc.assert(
    fc.property(
      arbitraryFromSchema(schema).filter((body) => schema.safeParse(body).success),
      (body) => {
        expect(() => checkBody(body as object, { what: `auth.${name}`, rules })).not.toThrow();
      },
    ),
    { numRuns: 300, seed: 20_261_122 },
  );
});
