import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redactText } from '../../src/redaction/redact-text.js';
import { canaries, canaryBody } from '../support/canaries.js';

describe('K10: redactText', () => {
  test.each([
    ['a secret key', canaries.secretKey],
    ['a secret key of an older form', `sk_${canaryBody}`],
    ['a webhook secret', canaries.webhookSecret],
    ['a JWT', canaries.jwt],
    ['an unsigned JWT', canaries.jwt.replace(/[^.]*$/, '')],
    ['an encrypted token of five parts', `${canaries.jwt}.${canaryBody}.${canaryBody}`],
    ['an admission grant', canaries.grant],
    ['an exchange code', canaries.exchangeCode],
    ['a bearer value', `Bearer ${canaryBody}`],
    ['a bearer value in a header dump', `authorization: bearer   ${canaryBody}==`],
    ['a basic value', `Basic ${canaryBody}=`],
    ['a DPoP value', `DPoP ${canaryBody}`],
    ['a query', `https://shop.example/pay?grant=${canaryBody}&x=1`],
    ['a fragment', `https://shop.example/pay#token=${canaryBody}`],
    ['credentials in a URL', `https://user:${canaryBody}@shop.example/`],
    ['a password with an @', `https://user:a@${canaryBody}@shop.example/`],
    ['credentials in a database URL', `postgres://user:${canaryBody}@db/shop`],
    ['a PEM key', `-----BEGIN PRIVATE KEY-----\n${canaryBody}\n-----END PRIVATE KEY-----`],
    ['half a PEM key', `-----BEGIN EC PRIVATE KEY-----\n${canaryBody}`],
    ['a secret key after an escaped line break', `\\n${canaries.secretKey}`],
    ['a webhook secret after an escaped line break', `\\n${canaries.webhookSecret}`],
    ['a JWT cut before its first dot', `eyJ${canaryBody}`],
    ['a value that validation echoes', `Invalid code: Received "${canaryBody}\\"${canaryBody}"`],
    ['a verification code in JSON', `{"verificationCode": "${canaryBody}"}`],
    ['a verification code in JSON inside of JSON', `"{\\"verificationCode\\":\\"${canaryBody}\\"}"`],
    ['a verification code in a log line', `verification_code=${canaryBody}`],
    ['when a verification code expires', `"verificationCodeExpiresAt":"${canaryBody}"`],
  ])('hides %s', (_, secret) => {
    const text = redactText(`before ${secret} after`);

    expect(text).not.toContain(canaryBody);
    expect(text).toMatch(/^before /);
  });

  test('hides every one of several, not only the first', () => {
    const text = redactText(`${canaries.secretKey} and ${canaries.secretKey} and ${canaries.jwt}`);
    expect(text).not.toContain(canaryBody);
  });

  test.each([
    'Queue is full.',
    'The basic idea: a bearer of good news.',
    'https://shop.example/queues/queue_1 answered 503',
    'pk_test_aurora_mock is publishable',
    'risk_level and task_force',
    'sha256=0a1b',
    'grant_mismatch, grant_service_down',
  ])('leaves "%s" as it is', (text) => {
    expect(redactText(text)).toBe(text);
  });

  test('changes nothing the second time', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(...Object.values(canaries), 'Bearer ', 'https://a/?', '@'),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const once = redactText(pieces.join(''));
        expect(redactText(once)).toBe(once);
      }),
    );
  });

  test.each([
    'a.',
    'a+',
    'http://',
    'https://a/',
    'eyJaaaa-',
    'grant_-',
    'sk_',
    '-----BEGIN ',
    'Bearer ',
    'received "',
    '@',
  ])('takes time in proportion to the length of %j repeated', (piece) => {
    const text = piece.repeat(400_000 / piece.length);
    const startedAt = performance.now();
    redactText(text);
    // Milliseconds where it is linear, minutes where it is quadratic.
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});
