import { readFileSync } from 'node:fs';
import { auditRuleOf, fieldSensitivity } from '@fanfare/contract/audit';
import { operationList, type Operation } from '@fanfare/contract/operations';
import { describe, expect, it } from 'vitest';

const ruleOf = new Map(operationList.map((row) => [row.id, auditRuleOf(row)]));

describe('J1, J4: the rules of the audit log', () => {
  it('let no operation that changes something go unseen', () => {
    const reads = ['admin.analytics.query', 'admin.tokens.introspect', 'admissions.validate'];
    const unseen = operationList.filter((row) => row.method !== 'GET' && auditRuleOf(row) === 'none');

    expect(unseen.map(({ id }) => id).sort()).toEqual(reads);
  });

  it('count the failures of whatever proves who somebody is', () => {
    const proving = operationList.filter((row) => auditRuleOf(row) === 'authentication');

    expect(proving.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['auth.guest', 'auth.verifyOtp', 'auth.refresh', 'mfa.stepUp']),
    );
    expect(proving.every(({ id }) => /^(auth|mfa|emailVerification)\./.test(id))).toBe(true);
  });

  it('name only operations that there are', () => {
    const source = readFileSync(new URL('../src/audit/audit-rules.ts', import.meta.url), 'utf8');
    const named = [...source.matchAll(/'((?:\w+\.)+\w+)',/g)].flatMap(([, id]) => id ?? []);

    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((id) => ruleOf.get(id) !== 'sensitive_read')).toEqual([]);
  });
});

/** The names of all fields in requests and answers. */
function fieldNames(): readonly string[] {
  const names = new Set<string>();
  const seen = new Set<unknown>();
  const walk = (schema: unknown): void => {
    if (typeof schema !== 'object' || schema === null || seen.has(schema)) return;
    seen.add(schema);
    const { def } = (schema as NonNullable<Operation['body']>)._zod as unknown as { def: Def }; // of every schema
    for (const [name, part] of Object.entries(def.shape ?? {})) {
      names.add(name);
      walk(part);
    }
    for (const part of [def.element, def.innerType, def.valueType, ...(def.options ?? [])]) walk(part);
  };
  for (const { params, query, body, response, events } of operationList)
    [params, query, body, response, events].forEach(walk);
  return [...names];
}

interface Def {
  readonly shape?: Readonly<Record<string, unknown>>;
  readonly element?: unknown;
  readonly innerType?: unknown;
  readonly valueType?: unknown;
  readonly options?: readonly unknown[];
}

describe('I1, I11: the sensitivity of a field', () => {
  it('is told of every field whose name suggests that somebody is behind it, or a secret', () => {
    const suspicious =
      /mail|phone|fullname|firstname|lastname|secret|token|password|^otp|grant$|address$|latitude|longitude|userid|useragent/i;
    const harmless = new Set([
      // Whether, how many or until when, and never which.
      'emailVerified',
      'phoneVerified',
      'refreshTokenTtlSeconds',
      'refreshTokenSeconds',
      'accessTokenSeconds',
      'accessTokenExpiresAt',
      'verificationCodeExpiresAt',
      'sequenceCapabilityGrantExpiresAt',
      'previousSecretEndsAt',
      'tokenType',
      'emailGate',
    ]);

    const untold = fieldNames()
      .filter((name) => suspicious.test(name) && !harmless.has(name))
      .filter((name) => fieldSensitivity(name) === 'ordinary');

    expect(fieldNames().length).toBeGreaterThan(300);
    expect(untold).toEqual([]);
  });

  it.each([
    ['email', 'personal'],
    ['metadata', 'personal'],
    ['secretKey', 'secret'],
    ['accessCode', 'secret'],
    ['refreshTokenTtlSeconds', 'ordinary'],
    ['name', 'ordinary'],
  ])('of %s is %s', (name, sensitivity) => {
    expect(fieldSensitivity(name)).toBe(sensitivity);
  });

  it('can depend on the resource', () => {
    expect(fieldSensitivity('name', 'members')).toBe('personal');
    expect(fieldSensitivity('name', 'queues')).toBe('ordinary');
  });
});
