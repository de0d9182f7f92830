import { describe, expect, test } from 'vitest';
import type { FanfareClient, Journey, JourneyView } from '../../src/index.js';
import { enroll, signIn } from '../support/authenticator.js';
import { listenTo, namesOf } from '../support/merchant-of.js';
import { phaseOf } from '../support/phase-of.js';
import { openShop as openPolling } from '../support/polling-shop.js';
import { openShop as openStreaming, type Shop, type Tab } from '../support/shop.js';

const [ada, bob] = ['ada@example.com', 'bob@example.com'];
const codeOf = (error: { readonly code: string }): string => error.code;

/** Ada follows a journey in one tab, and is known in another, where Bob may sign in. */
async function openTwo(shop: Shop) {
  const [tab, other] = [shop.open(), shop.open('other')];
  await signIn(shop, { client: tab.client, email: ada });
  await other.client.auth.restore();
  const journey = tab.client.journeys.get(shop.experienceId);
  const views: JourneyView[] = [];
  journey.subscribe((view) => views.push(view));
  await shop.settle();
  return { shop, tab, other, journey, views, told: listenTo(tab) };
}

const comeBob = (shop: Shop, { client }: Pick<Tab, 'client'>): Promise<void> =>
  signIn(shop, { client, email: bob });
const whoIn = ({ client }: { readonly client: FanfareClient }): string | undefined =>
  client.auth.session.consumer?.email;

/** Holds answers to an operation back until they may arrive. */
function holdBack(shop: Shop, pattern: RegExp) {
  const arriving = Promise.withResolvers<void>();
  const held: typeof fetch = async (input, init) => {
    const answer = await shop.fetchFrom('tab')(input, init);
    if (pattern.test(shop.sent.at(-1)?.line ?? '')) await arriving.promise;
    return answer;
  };
  return { held, arrive: arriving.resolve };
}

describe.each([
  ['a journey that polls', openPolling],
  ['a journey that is told', openStreaming],
])('C1: %s, when another shopper signs in in another tab,', (_, open) => {
  test('is theirs from then on, and shows nothing of the one before', async () => {
    const { shop, tab, other, journey, views } = await openTwo(open());
    await journey.enter();
    expect(phaseOf(journey.view)).toBe('participating');
    const seen = views.length;
    await comeBob(shop, other);
    await shop.pass(40_000);

    expect(whoIn(tab)).toBe(bob);
    expect(phaseOf(journey.view)).toBe('ready');
    const phases = views.slice(seen).map(phaseOf);
    expect(phases.slice(phases.indexOf('restoring'))).toEqual(['restoring', 'ready']);
    expect(tab.client.journeys.isTakingPart()).toBe(false);
  });

  test('shows the new shopper where they stand, not where the one before stood', async () => {
    const { shop, other, journey } = await openTwo(open());
    await journey.enter();
    await comeBob(shop, other);
    await shop.settle();
    await other.client.journeys.get(shop.experienceId).enter();
    await shop.pass(1_000);
    await journey.refresh();

    expect(journey.view).toMatchObject({
      phase: 'participating',
      mechanism: 'queue',
      place: { position: 2 },
    });
  });

  test('and what the new one does is not told as something of the one before', async () => {
    const { shop, other, journey, told } = await openTwo(open());
    await journey.start();
    await comeBob(shop, other);
    await shop.pass(5_000);

    expect(namesOf(told, 'queue', 'journey:admitted')).toEqual([]);
    expect(phaseOf(journey.view)).toBe('ready');
  });
});

describe('C1: an action under way, when another shopper signs in in another tab,', () => {
  test.each(['enter', 'start'] as const)('rejects with session_replaced: %s', async (action) => {
    const shop = openPolling();
    const { other, journey, views, told } = await openTwo(shop);
    shop.platform.fault({
      operation: action === 'enter' ? 'queues.enter' : 'experiences.route',
      latencyMs: 60_000,
    });
    const acting = journey[action]().then(phaseOf, codeOf);
    shop.holding = 1;
    await shop.settle();
    await comeBob(shop, other);
    await shop.settle();

    expect(await acting).toBe('session_replaced');
    const seen = views.length;
    await shop.pass(120_000);
    expect(
      views
        .slice(seen)
        .map(phaseOf)
        .filter((phase) => phase === 'participating'),
    ).toEqual([]);
    expect(namesOf(told, 'queue:entered')).toEqual([]);
  });

  test('sends nothing more in the name of who came, while the page asks the one before', async () => {
    const shop = openPolling();
    shop.platform.world.organizations[0].sequence.botCheck = 'required';
    const { tab, other, journey } = await openTwo(shop);
    const answering = Promise.withResolvers<string>();
    tab.client.journeys.onChallenge(() => answering.promise);
    const acting = journey.enter().then(phaseOf, codeOf);
    await shop.settle();
    expect(phaseOf(journey.view)).toBe('gated');
    await comeBob(shop, other);
    await shop.settle();
    const posts = shop.count(/^POST/);
    answering.resolve('pass');

    expect(await acting).toBe('session_replaced');
    await shop.settle();
    expect([whoIn(tab), shop.count(/^POST/) - posts]).toEqual([bob, 0]);
  });

  test('is not begun for who came by what waits behind it', async () => {
    const shop = openPolling();
    const { tab, other, journey } = await openTwo(shop);
    shop.platform.fault({ operation: 'experiences.route', latencyMs: 60_000 });
    shop.holding = 1;
    const [first, second] = [journey.start(), journey.enter()].map((each) => each.then(phaseOf, codeOf));
    await shop.settle();
    await comeBob(shop, other);
    await shop.settle();
    await shop.pass(120_000);

    expect([await first, await second]).toEqual(['session_replaced', 'session_replaced']);
    expect([whoIn(tab), shop.count(/queues.*enter/)]).toEqual([bob, 0]);
  });

  test('and a reading that arrives late is nobody’s', async () => {
    const shop = openPolling();
    const { held, arrive } = holdBack(shop, /GET \/consumers\/me$/);
    const client = shop.open('tab', { fetch: held }).client;
    const other = shop.open('other');
    await signIn(shop, { client, email: ada });
    await client.queues.enter(shop.queueId as never);
    await other.client.auth.restore();
    const journey: Journey = client.journeys.get(shop.experienceId);
    const views: JourneyView[] = [];
    journey.subscribe((view) => views.push(view));
    await shop.settle();
    await comeBob(shop, other);
    await shop.settle();
    arrive();
    await shop.settle();

    expect(views.map(phaseOf)).not.toContain('participating');
    expect(phaseOf(journey.view)).toBe('ready');
  });
});

describe('C4: a sign-out everywhere, when another shopper signs in meanwhile,', () => {
  test('signs out nobody who came', async () => {
    const shop = openPolling();
    const { tab, other } = await openTwo(shop);
    shop.platform.fault({ operation: 'sessions.revokeAll', latencyMs: 60_000 });
    shop.holding = 1;
    const leaving = tab.client.auth.logout({ everywhere: true }).then(() => 'out', codeOf);
    await shop.settle();
    await comeBob(shop, other);
    await shop.settle();

    expect(await leaving).toBe('session_replaced');
    await shop.pass(120_000);
    expect([whoIn(tab), whoIn(other)]).toEqual([bob, bob]);
  });
});

describe('C9: a second factor that is asked for, when another shopper signs in meanwhile,', () => {
  test('is not shown for them, and nothing is done in their name', async () => {
    const shop = openPolling();
    const { tab, other } = await openTwo(shop);
    const { code } = await enroll(shop, tab.client);
    await shop.pass(600_000); // what the factor allows is over by then
    const asking = Promise.withResolvers<void>();
    const leaving = tab.client.auth
      .withStepUp({
        run: () => tab.client.auth.logout({ everywhere: true }),
        async ask() {
          await asking.promise;
          return { code: code() };
        },
      })
      .catch(codeOf);
    await shop.settle();
    expect(whoIn(tab)).toBe(ada);
    await comeBob(shop, other);
    await shop.settle();
    const posts = shop.count(/^(POST|DELETE)/);
    asking.resolve();

    expect(await leaving).toBe('session_replaced');
    expect([whoIn(tab), shop.count(/^(POST|DELETE)/) - posts]).toEqual([bob, 0]);
  });
});
