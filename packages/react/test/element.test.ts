// @vitest-environment happy-dom
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { merchantWithoutQueue } from '../../browser/test/support/merchant-of.js';
import type { Shop } from '../../browser/test/support/shop.js';
import { openAuction } from '../../mock/test/support/open-auction.js';
import { defineExperienceElement, type ExperienceElement } from '../src/element/index.js';
import { german } from '../src/index.js';
import { findAxeProblems } from './support/check-axe.js';
import { slowShop } from './support/widget-shop.js';

beforeAll(() => {
  defineExperienceElement();
  defineExperienceElement(); // a page may do so twice
});
afterEach(() => document.body.replaceChildren());

/** An element in the page, and what can be done with it. */
interface Stand {
  readonly element: ExperienceElement;
  readonly text: string;
  readonly panel: string | undefined;
  find<Found extends HTMLElement>(selector: string): Found;
  press(label: string): Promise<void>;
}

async function open(shop: Shop, settings: Partial<ExperienceElement> = {}): Promise<Stand> {
  const element = document.createElement('fanfare-experience') as ExperienceElement;
  Object.assign(element, { client: shop.open().client, experienceId: shop.experienceId, ...settings });
  document.body.append(element);
  await shop.settle();
  const root = element.shadowRoot!;
  return {
    element,
    get text() {
      return root.textContent;
    },
    get panel() {
      return root.querySelector<HTMLElement>('.fanfare-experience')?.dataset['panel'];
    },
    find: (selector) => root.querySelector(selector)!,
    async press(label) {
      const buttons = [...root.querySelectorAll('button')];
      const button = buttons.find(({ textContent }) => textContent === label);
      if (button === undefined) throw new Error(`There is no button "${label}" in: ${root.textContent}`);
      button.click();
      await shop.settle();
    },
  };
}

test('leads from the sign-in to the checkout as the React widget does, without an accessibility problem', async () => {
  const shop = slowShop();
  const [admitted, changed, onCheckout] = [vi.fn(), vi.fn(), vi.fn()];
  const stand = await open(shop, { onCheckout });
  stand.element.addEventListener('fanfare-admitted', (event) =>
    admitted((event as CustomEvent).detail.grant),
  );
  stand.element.addEventListener('fanfare-journey-change', changed);
  const seen: (string | undefined)[] = [];
  const look = async (): Promise<void> => {
    seen.push(stand.panel);
    expect(await findAxeProblems(stand.element)).toEqual([]);
  };

  await look();
  await stand.press('Continue as guest');
  await look();
  await stand.press('Join the line');
  await look();
  await shop.pass(70_000);
  await look();
  await stand.press('Go to checkout');
  await stand.press('Give it to somebody else');
  await look();

  expect(seen).toEqual(['signIn', 'enterable', 'participating', 'granted', 'ended']);
  expect(admitted).toHaveBeenCalledTimes(1);
  expect(onCheckout).toHaveBeenCalledWith(admitted.mock.calls[0]?.[0]);
  expect(changed).toHaveBeenCalled();
});

test('what is typed and where the keyboard is outlives a change of the same panel', async () => {
  const shop = slowShop();
  const merchant = await merchantWithoutQueue(shop);
  await openAuction(merchant, { startPrice: '50' });
  const stand = await open(shop, { identity: 'guest', currency: 'EUR' });
  await stand.press('Continue');
  await stand.press('Bid €50.00');
  expect(stand.text).toContain('You have the highest bid');
  const input = stand.find<HTMLInputElement>('input[name=amount]');
  input.value = '66,5';
  input.focus();

  stand.element.currency = 'USD';
  await shop.settle();

  expect(stand.text).toContain('$50.00');
  expect(stand.find('input[name=amount]')).toBe(input);
  expect(input.value).toBe('66,5');
  expect(stand.element.shadowRoot?.activeElement).toBe(input);
  input.form?.requestSubmit();
  await shop.settle();
  expect(stand.text).toContain('$66.50');
});

test('the keyboard goes to the heading when its button goes', async () => {
  const shop = slowShop();
  const stand = await open(shop, { identity: 'guest' });
  stand.find('button').focus();

  await stand.press('Continue');

  expect(stand.element.shadowRoot?.activeElement?.textContent).toBe('The line is open');
});

test('attributes say the same as properties, and a word that is none counts as missing', async () => {
  const shop = slowShop();
  document.body.innerHTML = `<fanfare-experience experience-id="${shop.experienceId}" identity="guest" locale="de" heading-level="9"></fanfare-experience>`;
  const element = document.querySelector('fanfare-experience') as ExperienceElement;
  element.texts = german;
  element.client = shop.open().client;
  await shop.settle();
  const { shadowRoot } = element;
  expect(shadowRoot?.querySelector('h2')?.textContent).toBe('Mach mit');

  element.setAttribute('heading-level', '3');
  element.setAttribute('identity', 'email');
  await shop.settle();

  expect(shadowRoot?.querySelector('h3')?.textContent).toBe('Mach mit');
  expect(shadowRoot?.textContent).not.toContain('Weiter');
});

test('an element that moves keeps its place, and one that goes leaves nothing running', async () => {
  const shop = slowShop();
  const stand = await open(shop, { identity: 'guest' });
  await stand.press('Continue');
  await stand.press('Join the line');
  const posts = shop.count(/^POST/);

  document.body.append(document.createElement('aside'));
  document.querySelector('aside')?.append(stand.element);
  await shop.settle();
  expect(stand.panel).toBe('participating');
  expect(shop.count(/^POST/)).toBe(posts);

  stand.element.remove();
  await shop.settle();
  const { client } = stand.element;
  client?.journeys.get(shop.experienceId).destroy();
  const before = shop.sent.length;
  await shop.pass(300_000);
  expect(shop.sent.length).toBe(before);
  expect(client?.auth.session.signedIn).toBe(true);
});

test('properties that were set before the element was defined count', async () => {
  const shop = slowShop();
  const early = document.createElement('early-experience') as ExperienceElement;
  Object.assign(early, { client: shop.open().client, experienceId: shop.experienceId, identity: 'guest' });
  document.body.append(early);

  defineExperienceElement('early-experience');
  await shop.settle();

  expect(early.shadowRoot?.querySelector('h2')?.textContent).toBe('Take part');
});

test('a problem is told to the page, and the theme of a merchant is checked', async () => {
  const shop = slowShop();
  const failed = vi.fn();
  const stand = await open(shop, { identity: 'guest', theme: { accent: 'red;color:blue', radius: '4px' } });
  stand.element.addEventListener('fanfare-error', (event) =>
    failed((event as CustomEvent).detail.error.code),
  );
  const { style } = stand.find('.fanfare-experience');
  expect([style.getPropertyValue('--fanfare-accent'), style.getPropertyValue('--fanfare-radius')]).toEqual([
    '',
    '4px',
  ]);
  await stand.press('Continue');
  shop.platform.fault({ operation: 'queues.enter', code: 'queue_full', retryAfter: '90', times: 1 });

  await stand.press('Join the line');

  expect(stand.find('[role=alert]').textContent).toContain('The line is full');
  expect(failed).toHaveBeenCalledWith('queue_full');
});
