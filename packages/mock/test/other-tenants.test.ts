import { operationList, type Operation } from '@fanfare/contract/operations';
import { createMockPlatform } from '@fanfare/mock';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TestAnswer } from './support/mock-api.js';
import { fillBlanks, type FilledRequest } from './support/walk/fill-blanks.js';
import { keyKind, type Blank } from './support/walk/request-arbitrary.js';
import { createRequestSource } from './support/walk/request-source.js';
import { unknownOf } from './support/walk/unknown-of.js';
import { createValuePool, type ValuePool } from './support/walk/value-pool.js';
import { createWalker } from './support/walk/walker.js';

const now = '2026-11-22T10:00:00Z';
const platform = createMockPlatform({
  withoutRateLimits: true,
  now,
  deliver: () => Promise.resolve(new Response(null, { status: 204 })),
});
const [aurora, borealis] = platform.world.organizations;
const owner = createWalker({ platform, organization: aurora });
const strangers = {
  'the other organization': createWalker({ platform, organization: borealis }),
  'the other mode': createWalker({ platform, organization: aurora, mode: 'live' }),
} as const;
const foreigners = Object.keys(strangers) as (keyof typeof strangers)[]; // the keys of a literal table
const nothing = createValuePool();

/** Which parts of a request hold ids of others; the rest holds the caller's own. */
const variants = {
  'every id': ['params', 'query', 'body'],
  'the ids beside the path': ['query', 'body'],
} as const;
type Variant = keyof typeof variants;

interface Asked {
  readonly operation: Operation;
  readonly variant: Variant;
  readonly own: ValuePool;
  readonly foreign: ValuePool;
}

/** A request with ids of others, and the same request with ids of nobody; not where the request has none. */
function bothRequests({
  operation,
  variant,
  own,
  foreign,
}: Asked): readonly [FilledRequest, FilledRequest] | undefined {
  const source = createRequestSource({
    canary: 'of whoever',
    now: Date.parse(now),
    currencyCode: 'EUR',
    seed: 5,
  });
  const parts: readonly string[] = variants[variant];
  for (let tries = 0; tries < 16; tries += 1) {
    const request = source.next(operation);
    const mine = fillBlanks(request, { pool: own, instead: insteadOfForeign });
    const compose = (filled: FilledRequest): FilledRequest => ({
      ...filled,
      ...(!parts.includes('params') && { params: mine.params }),
    });
    const unknown = compose(fillBlanks(request, { pool: nothing, instead: unknownOf }));
    const others = compose(fillBlanks(request, { pool: foreign, instead: insteadOfForeign }));
    const idsOf = ({ params, query, body }: FilledRequest): string =>
      JSON.stringify({ params, query, body }, (name, value: unknown) => (name === keyKind ? '' : value));
    if (idsOf(others) !== idsOf(unknown)) return [others, unknown];
  }
  return undefined;
}

const isCursor = (kind: string): boolean => kind.startsWith('cursor_');
// Two calls under one key would be one call.
const insteadOfForeign = (blank: Blank): string | undefined =>
  blank.kind === keyKind ? 'ffffffff-ffff-4fff-8fff-ffffffffffff' : unknownOf(blank);

/** What is foreign to a stranger: both modes of an organization go by one id. */
function foreignTo(who: keyof typeof strangers): ValuePool {
  return {
    ...owner.pool,
    pick: (kind, choice) => {
      const isShared = kind === 'organizationId' && who === 'the other mode';
      return isShared || isCursor(kind) ? undefined : owner.pool.pick(kind, choice);
    },
  };
}

/** The operations whose requests name nothing that somebody owns, in the path or elsewhere. */
function nameNothing(variant: Variant, foreign: ValuePool): readonly string[] {
  const source = createRequestSource({ canary: '', now: Date.parse(now), currencyCode: 'EUR', seed: 5 });
  const parts: readonly string[] = variants[variant];
  return operationList
    .filter((operation) => {
      const requests = Array.from({ length: 16 }, () => source.next(operation));
      const texts = requests.map((request) =>
        JSON.stringify(Object.entries(request).filter(([part]) => parts.includes(part))),
      );
      const kinds = texts.flatMap((text) =>
        [...text.matchAll(/"blank_(\w+?)_\d+"/g)].map(([, kind = '']) => kind),
      );
      return kinds.every(
        (kind) => kind === keyKind || foreign.pick(kind, { number: 0, chosen: {}, wanted: [] }) === undefined,
      );
    })
    .map(({ id }) => id);
}

/** What of an answer must not depend on whose id it was. */
function essence({ status, body }: TestAnswer): unknown {
  return status < 300 ? { status } : { status, body: { ...(body as object), requestId: '' } };
}

describe.each(foreigners)('D6, A6: %s', (who) => {
  const stranger = strangers[who];
  const compared = { 'every id': 0, 'the ids beside the path': 0 };

  beforeAll(async () => {
    if (owner.pool.values().size < 50) await owner.stock();
    await stranger.stock();
  });

  describe.each(Object.keys(variants) as Variant[])('%s of somebody else', (variant) => {
    it.each(operationList.map((row) => [row.id, row] as const))(
      'gets from %s exactly what ids of nobody get',
      async (_, operation) => {
        const requests = bothRequests({ operation, variant, own: stranger.pool, foreign: foreignTo(who) });
        if (requests === undefined) return;
        compared[variant] += 1;
        const known = platform.defects.length;

        const [foreign, unknown] = [
          await stranger.send(operation, requests[0]),
          await stranger.send(operation, requests[1]),
        ];

        expect(essence(foreign)).toEqual(essence(unknown));
        if (variant === 'every id' && operation.params !== undefined) expect(foreign.status).toBe(404);
        expect(platform.defects.slice(known)).toEqual([]);
      },
    );
  });

  it('was looked at wherever an operation names something', () => {
    for (const variant of Object.keys(variants) as Variant[]) {
      expect(compared[variant]).toBeGreaterThanOrEqual(
        operationList.length - nameNothing(variant, foreignTo(who)).length,
      );
    }
    expect(compared['the ids beside the path']).toBeGreaterThan(40);
  });
});
