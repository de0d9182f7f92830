import {
  openShop as openTestShop,
  type TestShop,
  type TestShopper,
} from '../../../mock/test/support/open-shop.js';
import type { ClientEvents } from '../../src/index.js';
import { clientEventNames } from '../../src/index.js';
import type { Shop, Tab } from './shop.js';

/** The merchant of a shop, who sets it up, and further shoppers. */
export function merchantOf(shop: Shop): TestShop {
  return openTestShop({ platform: shop.platform });
}

/** The merchant of a shop that has no queue: it sells by what is set up next. */
export async function merchantWithoutQueue(shop: Shop): Promise<TestShop> {
  const merchant = merchantOf(shop);
  await merchant.merchant('DELETE', `/queues/${shop.queueId}`, undefined, { service: 'admin' });
  return merchant;
}

/** Another shopper, who has visited the experience. */
export async function rivalIn(merchant: TestShop): Promise<TestShopper> {
  const rival = await merchant.guest();
  await rival.call('POST', `/experiences/${merchant.experienceId}/enter`);
  return rival;
}

/** An event that a client told. */
export type Told = { [Name in keyof ClientEvents]: readonly [Name, ClientEvents[Name]] }[keyof ClientEvents];

/** Writes down what a client tells, from now on. */
export function listenTo({ client }: Pick<Tab, 'client'>): Told[] {
  const told: Told[] = [];
  for (const name of clientEventNames) {
    client.on(name, (payload) => told.push([name, payload] as unknown as Told)); // of that name
  }
  return told;
}

/** The names of events that begin with one of some words. */
export function namesOf(told: readonly Told[], ...words: readonly string[]): string[] {
  return told.map(([name]) => name).filter((name) => words.some((word) => name.startsWith(word)));
}
