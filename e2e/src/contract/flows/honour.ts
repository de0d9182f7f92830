import type { DistributionId, GrantingMechanism } from '@fanfare/contract';
import { expect } from 'vitest';
import { amount, type Stage, type Visitor } from '../stage.ts';

/** A shopper's place that should be worth a grant by now. */
export interface Granted {
  readonly visitor: Visitor;
  readonly distributionId: DistributionId;
  readonly distributionType: GrantingMechanism;
  /** Where the shopper stands. */
  readonly state: object;
}

/** Lets the merchant's till check a grant and sell, twice, as after a lost answer. */
export async function honour({ server }: Stage, granted: Granted): Promise<void> {
  const { visitor, distributionId, distributionType, state } = granted;
  expect(state).toMatchObject({ admissionGrant: expect.any(String) });
  const { admissionGrant: token } = state as { readonly admissionGrant: string }; // expected above
  const subject = { consumerId: visitor.consumerId, distributionId, distributionType };

  const admission = await server.admissions.validate({ ...subject, token });
  const order = { ...subject, orderId: `till-${distributionId}`, orderAmount: amount('20.50') };
  const sold = await server.admissions.complete(order);
  const again = await server.admissions.complete(order);

  expect(admission).toMatchObject(subject);
  expect([sold.alreadyCompleted, again.alreadyCompleted]).toEqual([false, true]);
}
