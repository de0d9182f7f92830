import type { AuditEntry } from '@fanfare/contract/admin';
import { operationList, type Operation } from '@fanfare/contract/operations';
import { createMockPlatform } from '@fanfare/mock';
import { describe, expect, it } from 'vitest';
import { createAuditLog } from '../src/audit/audit-log.js';
import { witnessForAudit } from '../src/audit/witness-for-audit.js';
import { createContext } from '../src/create-context.js';
import { resolveOptions } from '../src/options/resolve-options.js';
import { mockApi, type TestAnswer } from './support/mock-api.js';
import { operationsInOrder } from './support/walk/in-order.js';
import { createWalker } from './support/walk/walker.js';

const rounds = 2;
/** Reads that are asked for by POST, and reads of what is personal: facts that no method tells. */
const readsByPost = ['admin.analytics.query', 'admissions.validate', 'admin.tokens.introspect'];
const isMutating = ({ id, method }: Operation): boolean => method !== 'GET' && !readsByPost.includes(id);
const proves = ({ id }: Operation): boolean => /^(auth|mfa|emailVerification)\./.test(id);

function openLog() {
  const platform = createMockPlatform({ now: '2026-11-22T10:00:00Z', seed: 4, withoutRateLimits: true });
  const [organization] = platform.world.organizations;
  const { call } = mockApi(platform);

  /** What the log says about one request. */
  async function entriesOf({ headers }: TestAnswer): Promise<readonly string[]> {
    const { body } = await call<{ data: AuditEntry[] }>('admin.auditLog.list', {
      signedBy: organization.keys.test.secret,
      query: `?requestId=${headers.get('x-request-id')}`,
    });
    return body.data.map(({ action, outcome }) => `${action} ${outcome}`);
  }
  return { platform, entriesOf, walker: createWalker({ platform, organization }) };
}

describe('J1, J3, J4: in a walk over all operations', () => {
  it('every call that changes something, and every refusal for want of rights, leaves its entry', async () => {
    const { platform, entriesOf, walker } = openLog();
    await walker.stock();
    const wrong: string[] = [];
    const written = new Set<string>();

    for (let round = 0; round < rounds; round += 1) {
      for (const operation of operationsInOrder) {
        const { id } = operation;
        const answer = await walker.take(operation);
        const { status } = answer;
        const entries = await entriesOf(answer);
        const expected = expectedOf(operation, status);
        if (expected !== undefined && entries.join() !== expected) wrong.push(`${id} ${status}: ${entries}`);
        for (const entry of entries) written.add(entry);
      }
    }

    expect(wrong).toEqual([]);
    expect(written.size).toBeGreaterThan(100);
    expect(platform.defects).toEqual([]);
  }, 120_000);
});

/** What one call leaves; `undefined` where only more than the method would tell. */
function expectedOf(operation: Operation, status: number): string | undefined {
  const { id } = operation;
  if (status < 300) return isMutating(operation) ? `${id} success` : undefined;
  if (proves(operation)) return status < 500 ? `${id} failure` : '';
  if (status === 401 || status === 403) return `${id} denied`;
  return '';
}

describe('J4: every operation that changes something', () => {
  const tenant = { organizationId: 'org_aurora', mode: 'test' } as const;

  it.each(operationList.map((row) => [row.id, row] as const))(
    '%s leaves exactly one entry',
    (id, operation) => {
      const { context } = createContext(resolveOptions());
      const request = new Request('http://fanfare.localhost/');
      const exchange = { id: 'req_1', arrivedAt: 0, address: undefined, quotas: [] } as never; // all that is read of it

      witnessForAudit({
        operation,
        context,
        exchange,
        request,
        params: {},
        principal: { kind: 'publishable', tenant },
        ran: true,
        status: 200,
      });

      const entries = context
        .use(createAuditLog)
        .entries(tenant)
        .map(({ action }) => action);
      if (isMutating(operation)) expect(entries).toEqual([id]);
      else expect([[], [id]]).toContainEqual(entries);
    },
  );
});
