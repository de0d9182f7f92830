import { describe, expect, test, vi } from 'vitest';
import { signAsMerchant } from '../../../mock/test/support/sign-as-merchant.js';
import { openAuction } from '../../../mock/test/support/open-auction.js';
import type { FanfareClient, Journey, JourneyView, NeededProof } from '../../src/index.js';
import { enroll, signIn } from '../support/authenticator.js';
import { listenTo, merchantWithoutQueue, namesOf, rivalIn } from '../support/merchant-of.js';
import { phaseOf } from '../support/phase-of.js';
import { openShop } from '../support/polling-shop.js';
import type { Shop, Tab } from '../support/shop.js';

const email = 'ada@example.com';
const codeOf = (error: { readonly code: string }): string => error.code;
const factor = { proof: 'second_factor', action: 'enter' } as const;

interface Opened extends Tab {
  readonly shop: Shop;
  readonly journey: Journey;
  readonly views: JourneyView[];
  /** The needs that were shown, one after another. */
  readonly needs: () => readonly (NeededProof | undefined)[];
}

async function open(shop: Shop): Promise<Opened> {
  const tab = shop.open();
  await signIn(shop, { client: tab.client, email });
  const journey = tab.client.journeys.get(shop.experienceId);
  const views: JourneyView[] = [];
  journey.subscribe((view) => views.push(view));
  await shop.settle();
  const needs = (): readonly (NeededProof | undefined)[] =>
    views.map(({ needed }) => needed).filter((needed, index, all) => needed !== all[index - 1]);
  return { ...tab, shop, journey, views, needs };
}

/** Ada has a second factor, and a queue asks for it once. */
async function openGuarded() {
  const opened = await open(openShop());
  const { code } = await enroll(opened.shop, opened.client);
  opened.shop.platform.fault({ operation: 'queues.enter', code: 'step_up_required', times: 1 });
  return { ...opened, code, showIt: () => opened.client.auth.stepUp({ code: code() }) };
}

/** Ada's address is the merchant's word so far, and a queue wants more than that. */
async function openUnproven() {
  const opened = await open(openShop({ settings: { verifiedEmailOperations: ['queues.enter'] } }));
  const { platform } = opened.shop;
  const request = {
    method: 'PUT',
    url: `${platform.origin}/admin/api/consumers/${opened.client.auth.session.consumer?.consumerId}`,
    body: JSON.stringify({ email: 'ada@newer.example' }),
  };
  const { secret: secretKey } = platform.world.organizations[0].keys.test;
  const signing = { ...request, idempotencyKey: 'move-ada', secretKey, now: platform.clock.now() };
  const { url, ...init } = { ...request, headers: signAsMerchant(signing) };
  expect((await platform.fetch(url, init)).status).toBe(200);
  const proveIt = async (client: FanfareClient): Promise<void> => {
    await client.emailVerification.request();
    await client.emailVerification.confirm({ code: platform.emailCodeFor('ada@newer.example') ?? '' });
  };
  return { ...opened, proveIt };
}

describe('C9: an action that needs a second factor', () => {
  test('rejects with step_up_required, and the view says what the shopper has to do', async () => {
    const { shop, journey, client } = await openGuarded();
    const told = listenTo({ client });

    await expect(journey.enter()).rejects.toMatchObject({
      name: 'PermissionError',
      code: 'step_up_required',
    });

    expect(journey.view).toMatchObject({ phase: 'enterable', needed: factor });
    expect(told).toContainEqual(['journey:proof-needed', { experienceId: shop.experienceId, ...factor }]);
    expect(namesOf(told, 'queue:entered')).toEqual([]);
    await shop.pass(120_000); // whatever is read meanwhile
    await journey.refresh();
    expect(journey.view.needed).toEqual(factor);
  });

  test('is done by the page once the factor was shown, and nothing is needed any more', async () => {
    const { journey, showIt, needs } = await openGuarded();
    await journey.enter().catch(() => undefined);
    await showIt();
    expect(journey.view.needed).toBeUndefined();

    expect(phaseOf(await journey.enter())).toBe('participating');
    expect(needs()).toEqual([factor, undefined]);
  });

  test('is done once more inside withStepUp', async () => {
    const { shop, journey, client, code } = await openGuarded();
    const ask = async (): Promise<{ code: string }> => ({ code: code() });

    const view = await client.auth.withStepUp({ run: () => journey.enter(), ask });

    expect(phaseOf(view)).toBe('participating');
    expect([shop.count(/POST \/queues\/.*\/enter/), shop.count(/mfa\/step-up/)]).toEqual([2, 1]);
  });

  test('asks the page, waits, and is done once more by itself', async () => {
    const { shop, journey, client, showIt, needs } = await openGuarded();
    const asked = vi.fn(async (_needed: NeededProof) => (await showIt()).signedIn);
    client.journeys.onProof(asked);

    expect(phaseOf(await journey.enter())).toBe('participating');
    expect(asked).toHaveBeenCalledTimes(1);
    expect(asked).toHaveBeenCalledWith(factor, {
      experienceId: shop.experienceId,
      signal: expect.anything(),
    });
    expect(shop.count(/POST \/queues\/.*\/enter/)).toBe(2);
    expect(needs()).toEqual([factor, undefined]);
    expect(shop.platform.defects).toEqual([]);
  });

  test('is refused a second time for good, and says so', async () => {
    const { shop, journey, client, showIt } = await openGuarded();
    shop.platform.fault({ operation: 'queues.enter', code: 'step_up_required', times: 2 });
    const asked = vi.fn(async () => (await showIt()).signedIn);
    client.journeys.onProof(asked);

    expect(await journey.enter().then(phaseOf, codeOf)).toBe('step_up_required');
    expect([asked.mock.calls.length, shop.count(/POST \/queues\/.*\/enter/)]).toEqual([1, 2]);
    expect(journey.view.needed).toEqual(factor);
  });

  test('is not done where the shopper does not want to show it', async () => {
    const { shop, journey, client } = await openGuarded();
    client.journeys.onProof(() => Promise.resolve(false));

    expect(await journey.enter().then(phaseOf, codeOf)).toBe('step_up_required');
    expect(shop.count(/POST \/queues\/.*\/enter/)).toBe(1);
    expect(journey.view).toMatchObject({ phase: 'enterable', needed: factor });
  });

  test('rejects with what the page throws, and with aborted where its caller gives up', async () => {
    const { shop, journey, client } = await openGuarded();
    shop.platform.fault({ operation: 'queues.enter', code: 'step_up_required', times: 2 });
    const signals: AbortSignal[] = [];
    const undo = client.journeys.onProof(() => Promise.reject(new TypeError('the dialog is broken')));
    await expect(journey.enter()).rejects.toThrow('the dialog is broken');
    undo();
    client.journeys.onProof((_, { signal }) => {
      signals.push(signal);
      return new Promise(() => undefined);
    });
    const leaving = new AbortController();
    const entering = journey.enter({ signal: leaving.signal }).then(phaseOf, codeOf);
    await shop.settle();
    leaving.abort();

    expect(await entering).toBe('aborted');
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });

  test('ends with the journey, and nothing is asked any more', async () => {
    const { shop, journey, client } = await openGuarded();
    const signals: AbortSignal[] = [];
    client.journeys.onProof((_, { signal }) => {
      signals.push(signal);
      return new Promise(() => undefined);
    });
    const entering = journey.enter().then(phaseOf, codeOf);
    await shop.settle();
    journey.destroy();

    expect([await entering, signals[0]?.aborted]).toEqual(['destroyed', true]);
  });

  test('is this tab’s to be asked for, and goes with the shopper', async () => {
    const { shop, journey, client } = await openGuarded();
    const other = shop.open('other').client.journeys.get(shop.experienceId);
    other.subscribe(() => undefined);
    await journey.enter().catch(() => undefined);
    await shop.pass(40_000);
    expect([journey.view.needed, other.view.needed]).toEqual([factor, undefined]);

    await client.auth.logout();
    expect(journey.view.needed).toBeUndefined();
    expect(JSON.stringify(shop.channels.said)).not.toContain('second_factor');
  });

  test('asks nobody where it is a bid that the page makes by itself, which ends', async () => {
    const shop = openShop();
    const merchant = await merchantWithoutQueue(shop);
    const auction = await openAuction(merchant, { startPrice: '50' });
    const { client, journey } = await open(shop);
    const asked = vi.fn(() => Promise.resolve(true));
    client.journeys.onProof(asked);
    await journey.start();
    const act = (name: 'bid' | 'setRebid', input: object): Promise<unknown> =>
      (journey.view.actions as Record<string, (given: object) => Promise<unknown>>)[name]?.(input) ??
      Promise.reject(new TypeError(name));
    await act('bid', { amount: '50' });
    await act('setRebid', { maxAmount: '100' });
    const told = listenTo({ client });
    const rival = await rivalIn(merchant);
    await auction.enter(rival);
    await auction.bid(rival, '60');
    shop.platform.fault({ operation: 'auctions.bid', code: 'step_up_required', times: 1 });
    await shop.pass(10_000);

    expect(asked).not.toHaveBeenCalled();
    expect(told).toContainEqual([
      'auction:rebid-stopped',
      { auctionId: auction.id, reason: 'step_up_required' },
    ]);
    expect(journey.view).toMatchObject({ rebid: null, needed: { proof: 'second_factor', action: 'bid' } });
  });
});

describe('C8: an action that needs a proven address', () => {
  const address = { proof: 'verified_email', action: 'enter' } as const;

  test('rejects with email_unverified, says so in the view, and is done once the address is proved', async () => {
    const { journey, client, proveIt } = await openUnproven();

    await expect(journey.enter()).rejects.toMatchObject({
      name: 'PermissionError',
      code: 'email_unverified',
    });
    expect(journey.view).toMatchObject({ phase: 'enterable', needed: address });
    await proveIt(client);

    expect(phaseOf(await journey.enter())).toBe('participating');
    expect(journey.view.needed).toBeUndefined();
  });

  test('asks the page, waits, and is done once more by itself', async () => {
    const { shop, journey, client, proveIt, needs } = await openUnproven();
    const asked = vi.fn(async () => {
      await proveIt(client);
      return true;
    });
    client.journeys.onProof(asked);

    expect(phaseOf(await journey.enter())).toBe('participating');
    expect(asked).toHaveBeenCalledTimes(1);
    expect(shop.count(/POST \/queues\/.*\/enter/)).toBe(2);
    expect(needs()).toEqual([address, undefined]);
  });
});

test.each([undefined, null, 'handler', {}])('journeys.onProof refuses %o', async (handler) => {
  const { client } = openShop().open();

  expect(() => client.journeys.onProof(handler as never)).toThrow(/onProof takes a function/);
});
