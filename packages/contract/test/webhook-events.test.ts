import { describe, expect, it } from 'vitest';
import { webhookEnvelopeSchema, webhookEventData, webhookEventTypes } from '@fanfare/contract/webhooks';
import { withTolerance } from '@fanfare/contract/schemas';

describe('H7: webhook events', () => {
  it('are the 22 that are documented and our own, each with a description of its data', () => {
    const own = ['consumer.deleted', 'security.token_reuse', 'user.provisioned', 'user.deprovisioned'];

    expect(webhookEventTypes.filter((type) => !own.includes(type))).toHaveLength(22);
    expect(webhookEventTypes).toEqual(expect.arrayContaining(own));
    expect(Object.keys(webhookEventData).sort()).toEqual([...webhookEventTypes].sort());
  });

  it('come in an envelope with an id, a type, a time and an organization', () => {
    const envelope = {
      id: 'whk_1',
      type: 'order.completed',
      timestamp: '2026-11-22T10:00:00.000Z',
      organizationId: 'org_1',
      data: {},
    };
    const tolerant = withTolerance(webhookEnvelopeSchema, 'tolerant');

    expect(tolerant.safeParse({ ...envelope, apiVersion: '2027-01' }).success).toBe(true);
    for (const field of Object.keys(envelope)) {
      expect(tolerant.safeParse({ ...envelope, [field]: undefined }).success).toBe(false);
    }
  });

  it('never take money as a number', () => {
    const order = {
      orderId: 'ord_1',
      consumerId: 'cons_1',
      completedAt: '2026-11-22T10:00:00.000Z',
      amount: '149.00',
      currencyCode: 'EUR',
    };
    const schema = webhookEventData['order.completed'];

    expect(schema.safeParse(order).success).toBe(true);
    expect(schema.safeParse({ ...order, amount: 149 }).success).toBe(false);
  });
});
