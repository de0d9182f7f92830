import type { SequenceState } from '@fanfare/contract';
import type { TestShop, TestShopper } from './open-shop.js';

/** Lets a shopper enter the experience of a shop, perhaps again. */
export async function visit(shop: TestShop, shopper: TestShopper): Promise<void> {
  const { status } = await shopper.call('POST', `/experiences/${shop.experienceId}/enter`);
  if (status !== 200) throw new Error('The shopper could not enter the experience.');
}

/** Where the only journey of a shopper stands. */
export async function journeyOf(shopper: TestShopper): Promise<SequenceState> {
  const { body } = await shopper.call('GET', '/consumers/me');
  const { journeys } = body['active'] as { journeys: { sequence?: SequenceState }[] };
  const [journey] = journeys;
  if (journey?.sequence === undefined || journeys.length > 1) {
    throw new Error(`There is not one journey: ${JSON.stringify(body)}`);
  }
  return journey.sequence;
}
