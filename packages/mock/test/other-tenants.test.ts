import { operationList, type Operation } from '@fanfare/contract/operations';
import { createMockPlatform } from '@fanfare/mock';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TestAnswer } from './support/mock-api.js';
import { fillBlanks, type FilledRequest } from './support/walk/fill-blanks.js';
import { keyKind, type Blank } from './support/walk/request-arbitrary.js';
import { createRequestSource } from './support/walk/request-source.js';
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

/** A request with ids of the owner, and the same request with ids of nobody; not where the request has none. */
function bothRequests(
  operation: Operation,
  pool: ValuePool,
): readonly [FilledRequest, FilledRequest] | undefined {
  const source = createRequestSource({
    canary: 'of whoever',
    now: Date.parse(now),
    currencyCode: 'EUR',
    seed: 5,
  });
  for (let tries = 0; tries < 16; tries += 1) {
    const request = source.next(operation);
    const unknown = fillBlanks(request, { pool: nothing, instead });
    const foreign = fillBlanks(request, { pool, instead: insteadOfForeign });
    if (JSON.stringify(foreign) !== JSON.stringify({ ...unknown, chosen: foreign.chosen }))
      return [foreign, unknown];
  }
  return undefined;
}

// The name of a file is a number of up to nine digits.
const instead = ({ kind, number }: Blank): string =>
  kind === 'fileId' ? String(number).slice(-9) : `unknown_${kind}_${number}`;
// Two calls under one key would be one call.
const insteadOfForeign = (blank: Blank): string => (blank.kind === keyKind ? 'another-key' : instead(blank));

/** What is foreign to a stranger: both modes of an organization go by one id. */
function foreignTo(who: keyof typeof strangers): ValuePool {
  if (who === 'the other organization') return owner.pool;
  const shared = 'organizationId';
  return {
    ...owner.pool,
    pick: (kind, choice) => (kind === shared ? undefined : owner.pool.pick(kind, choice)),
  };
}

/** What of an answer must not depend on whose id it was. */
function essence({ status, body }: TestAnswer): unknown {
  return status < 300 ? { status } : { status, body: { ...(body as object), requestId: '' } };
}

describe.each(foreigners)('D6, A6: %s', (who) => {
  const stranger = strangers[who];

  beforeAll(async () => {
    if (owner.pool.values().size < 50) await owner.stock();
    await stranger.stock();
  });

  it.each(operationList.map((row) => [row.id, row] as const))(
    'gets from %s for ids of others exactly what ids of nobody get',
    async (_, operation) => {
      const requests = bothRequests(operation, foreignTo(who));
      if (requests === undefined) return;
      const known = platform.defects.length;

      const [foreign, unknown] = [
        await stranger.send(operation, requests[0]),
        await stranger.send(operation, requests[1]),
      ];

      expect(essence(foreign)).toEqual(essence(unknown));
      if (operation.params !== undefined) expect(foreign.status).toBe(404);
      expect(platform.defects.slice(known)).toEqual([]);
    },
  );
});
