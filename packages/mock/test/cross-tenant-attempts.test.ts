import type { AuditEntry } from '@fanfare/contract/admin';
import { operationList, type Operation } from '@fanfare/contract/operations';
import { createMockPlatform } from '@fanfare/mock';
import { beforeAll, describe, expect, it } from 'vitest';
import { mockApi } from './support/mock-api.js';
import { canaryOf, createWalker } from './support/walk/walker.js';
import { knownAs } from './support/walk/value-pool.js';
import { kindOf } from './support/walk/kind-of.js';

const platform = createMockPlatform({ now: '2026-11-22T10:00:00Z', seed: 11, withoutRateLimits: true });
const [aurora, borealis] = platform.world.organizations;
const victim = createWalker({ platform, organization: aurora });
const attacker = createWalker({ platform, organization: borealis });
const { call } = mockApi(platform);

async function newestOf(secret: string): Promise<AuditEntry | undefined> {
  const { body } = await call<{ data: AuditEntry[] }>('admin.auditLog.list', {
    signedBy: secret,
    query: '?first=1',
  });
  return body.data[0];
}

/** Parameters that stand for something with a life of its own; a slot, for one, is found only inside its appointment. */
function firstParam({ path }: Operation): string | undefined {
  return /\{(\w+Id)\}/.exec(path)?.[1];
}

const named = operationList.filter((row) => firstParam(row) !== undefined);

describe('J3, D6: the victim of an attempt', () => {
  beforeAll(async () => {
    await victim.stock();
    await attacker.stock();
  }, 60_000);

  it.each(named.map((row) => [row.id, row] as const))(
    'reads of it in the log when %s is called with an id of theirs, and not who it was',
    async (id, operation) => {
      const kind = kindOf(firstParam(operation) ?? '', id);
      const entry = victim.pool.pick(kind, { number: 2, chosen: {} });
      const theirs = entry && knownAs(kind, { [kind]: entry.value, ...entry.context });
      if (theirs === undefined) return expect(['publicKeyId']).toContain(kind); // nobody registers one in a walk
      await platform.clock.advance('1m'); // what was tried before is told of by itself
      const request = attacker.request(operation);
      const before = await newestOf(aurora.keys.test.secret);

      const params = { ...request.params, [firstParam(operation) ?? '']: theirs };
      const { status, headers } = await attacker.send(operation, { ...request, params });
      const [seen, own] = [
        await newestOf(aurora.keys.test.secret),
        await newestOf(borealis.keys.test.secret),
      ];

      expect(seen?.seq).not.toBe(before?.seq);
      expect(seen).toMatchObject({
        action: 'cross_tenant.attempt',
        outcome: 'denied',
        actor: { type: 'anonymous', id: null },
        requestId: null,
      });
      const text = JSON.stringify(seen);
      expect(text).not.toContain(canaryOf(borealis, 'test'));
      expect(text).not.toContain(borealis.slug);
      expect(text).not.toContain(headers.get('x-request-id'));
      expect(own).toMatchObject({ action: id, requestId: headers.get('x-request-id') });
      expect(status).toBeGreaterThanOrEqual(400);
      expect(own?.outcome).toMatch(/denied|failure/);
    },
  );
});
