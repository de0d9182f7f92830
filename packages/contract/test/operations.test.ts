import { describe, expect, it } from 'vitest';
import { errorTexts, serverErrors, sessionEnds } from '@fanfare/contract';
import {
  commonErrors,
  operationList,
  operations,
  refusalCodes,
  type Operation,
} from '@fanfare/contract/operations';

const rows = operationList.map((row): [string, Operation] => [row.id, row]);

describe('the operation table', () => {
  it('names every row by its group and its method, once', () => {
    const names = pathsOf(operations).map((path) => path.join('.'));

    expect(operationList.map((row) => row.id)).toEqual(names);
    expect(new Set(names).size).toBe(names.length);
  });

  it('has no two rows at one address', () => {
    const addresses = operationList.map((row) => `${row.service} ${row.method} ${row.path}`);

    expect(new Set(addresses).size).toBe(addresses.length);
  });

  it.each(rows)('%s describes every parameter of its path', (_id, row) => {
    const inPath = [...row.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
    const shape = (row.params?._zod.def as { shape?: object } | undefined)?.shape ?? {};

    expect(Object.keys(shape).sort()).toEqual(inPath.sort());
  });

  it.each(rows)('%s refuses a body with a field that nobody knows', (_id, row) => {
    for (const form of row.body === undefined ? [] : objectsOf(row.body)) {
      const issues = form.safeParse({ nobodyKnowsThis: 1 }).error?.issues ?? [];

      expect(issues.map((issue) => issue.code)).toContain('unrecognized_keys');
    }
  });

  it.each(rows)('%s repeats only what can be told from a repeat', (_id, row) => {
    if (row.retry === 'safe') expect(['GET', 'POST']).toContain(row.method);
    if (row.retry === 'body') expect(Object.keys(bodyShape(row))).toContain('idempotencyKey');
    if (row.method === 'GET') expect(row.retry).toBe('safe');
  });

  it.each(rows)('%s lists an allowed combination of credentials and known errors', (_id, row) => {
    expect(row.auth.length).toBeGreaterThan(0);
    for (const code of [...row.errors, ...commonErrors]) expect(serverErrors).toHaveProperty(code);
  });
});

describe('the codes that a call may be refused with', () => {
  it('follow from the credentials of the row', () => {
    expect(refusalCodes(operations.queues.admit)).toContain('signature_mismatch');
    expect(refusalCodes(operations.queues.enter)).toContain('token_expired');
    expect(refusalCodes(operations.queues.enter)).not.toContain('signature_mismatch');
    expect(refusalCodes(operations.jwks.get)).not.toContain('key_invalid');
  });

  it('follow from the retry rule of the row', () => {
    for (const row of operationList) {
      const tellsRepeats = row.retry === 'header' || row.retry === 'body';
      expect([row.id, refusalCodes(row).has('idempotency_key_mismatch')]).toEqual([row.id, tellsRepeats]);
    }
  });

  it('hold those of the row itself', () => {
    for (const row of operationList) for (const code of row.errors) expect(refusalCodes(row)).toContain(code);
  });
});

describe('B12: answers that end a session', () => {
  it('are refusals that the platform documents, never a 5xx and never a 429', () => {
    for (const end of sessionEnds) {
      expect(serverErrors[end.code].status).toBe(end.status);
      expect(serverErrors[end.code]).toHaveProperty('retryable', false);
      expect(end.status).toBe(401);
    }
  });
});

describe('documented error texts', () => {
  it('are written in lower case and stand for codes of the list', () => {
    for (const [text, code] of Object.entries(errorTexts)) {
      expect(text).toBe(text.toLowerCase());
      expect(serverErrors).toHaveProperty(code);
    }
  });
});

function pathsOf(group: object): string[][] {
  return Object.entries(group).flatMap(([name, member]: [string, object]) =>
    'id' in member ? [[name]] : pathsOf(member).map((path) => [name, ...path]),
  );
}

function bodyShape(row: Operation): object {
  return (row.body?._zod.def as { shape?: object } | undefined)?.shape ?? {};
}

interface BodyForm {
  readonly type: string;
  readonly element?: Body;
  readonly options?: readonly Body[];
}
type Body = NonNullable<Operation['body']>;

/** The objects that a body may be, or be made of: a list counts by its entries, a choice by each of its arms. */
function objectsOf(body: Body): Body[] {
  const { element, options } = body._zod.def as BodyForm; // of which these members are what zod promises
  if (element !== undefined) return objectsOf(element);
  return options === undefined ? [body] : options.flatMap(objectsOf);
}
