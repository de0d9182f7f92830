// @vitest-environment happy-dom
import type { ReactElement, ReactNode } from 'react';
import { beforeAll, describe, expect, test } from 'vitest';
import { merchantWithoutQueue, rivalIn } from '../../browser/test/support/merchant-of.js';
import { openShop } from '../../browser/test/support/polling-shop.js';
import type { Shop } from '../../browser/test/support/shop.js';
import { at } from '../../mock/test/support/at.js';
import { openAuction } from '../../mock/test/support/open-auction.js';
import { openDraw } from '../../mock/test/support/open-draw.js';
import { openRelease } from '../../mock/test/support/open-release.js';
import { setUpAppointment } from '../../mock/test/support/set-up-appointment.js';
import { loadReact, reactVersions, type ReactVersion } from './support/react-versions.js';
import { openStage, type Stage } from './support/stage.js';

describe.each(reactVersions)('in React %s', (version) => {
  let react: ReactVersion;
  beforeAll(async () => {
    react = await loadReact(version);
  }, 60_000);

  /** Shows a component to a guest. */
  async function open(shop: Shop, Component: (props: { id: string }) => ReactElement): Promise<Stage> {
    const { client } = shop.open();
    await client.auth.guest();
    const stage = openStage(react, { client, settle: shop.settle });
    await stage.show(react.React.createElement(Component, { id: shop.experienceId }));
    return stage;
  }

  const button = (label: string, press: () => unknown): ReactElement =>
    react.React.createElement('button', { key: label, onClick: () => void press() }, label);
  const section = (...children: ReactNode[]): ReactElement =>
    react.React.createElement('section', null, ...children);

  test('a draw is entered, waited for and won; a queue there is none of', async () => {
    const shop = openShop();
    await openDraw(await merchantWithoutQueue(shop));
    const stage = await open(shop, function Raffle({ id }) {
      const { view, run } = react.fanfare.useDraw(id, { autoStart: true });
      const queue = react.fanfare.useQueue(id);
      return section(
        `${view?.phase} ${queue.view === null ? 'no queue' : 'a queue'} `,
        view?.phase === 'enterable' && button('Enter', () => run(view.actions.enter)),
      );
    });
    expect(stage.text).toBe('enterable no queue Enter');

    await stage.press('Enter');
    expect(stage.text).toBe('participating no queue ');
    await stage.act(() => shop.pass(65_000));
    expect(stage.text).toBe('settling no queue ');
    await stage.act(() => shop.pass(60_000));

    expect(stage.text).toBe('granted no queue ');
    await stage.close();
  });

  test('an auction is bid in, and what is too little comes back as an error', async () => {
    const shop = openShop();
    const merchant = await merchantWithoutQueue(shop);
    const auction = await openAuction(merchant, { startPrice: '50' });
    const stage = await open(shop, function Bidding({ id }) {
      const { view, run, error } = react.fanfare.useAuction(id, { autoStart: true });
      const bid = (amount: string): ReactElement | false =>
        view !== null &&
        'bid' in view.actions &&
        button(`Bid ${amount}`, () => run(() => actions(view)(amount)));
      return section(
        view !== null && 'bidding' in view ? `${view.consumer.status} ${view.bidding.highestBid}` : '',
        bid('60'),
        bid('70.01'),
        error !== null && ` ${(error as Error & { code?: string }).code}`,
      );
    });
    const actions = (view: { actions: object }) => (amount: string) =>
      (view.actions as { bid: (options: { amount: string }) => Promise<unknown> }).bid({ amount });
    await stage.press('Bid 60');
    expect(stage.text).toContain('winning 60.00');

    const rival = await rivalIn(merchant);
    await auction.enter(rival);
    await auction.bid(rival, '70');
    await stage.act(() => shop.pass(6_000));
    expect(stage.text).toContain('outbid 70.00');
    await stage.press('Bid 60');
    expect(stage.text).toContain('bid_too_low');
    await stage.press('Bid 70.01');

    expect(stage.text).toMatch(/^winning 70.01/);
    expect(stage.text).not.toContain('bid_too_low');
    await stage.close();
  });

  test('a timed release is entered and granted at once', async () => {
    const shop = openShop();
    await openRelease(await merchantWithoutQueue(shop), { openAt: null, closeAt: at(600) });
    const stage = await open(shop, function Release({ id }) {
      const { view, run } = react.fanfare.useTimedRelease(id, { autoStart: true });
      const left = react.fanfare.useCountdown(view?.phase === 'granted' ? view.grant.expiresAt : null);
      return section(
        `${view?.phase} ${left === null ? '' : left > 0} `,
        view?.phase === 'enterable' && button('Get', () => run(view.actions.enter)),
      );
    });

    await stage.press('Get');

    expect(stage.text).toContain('granted ');
    await stage.close();
  });

  test('an appointment shows its slots, is booked, moved and given back', async () => {
    const shop = openShop();
    await setUpAppointment(await merchantWithoutQueue(shop));
    const stage = await open(shop, function Fitting({ id }) {
      const { view, slots, run, reloadSlots } = react.fanfare.useAppointment(id, {
        autoStart: true,
        days: 3,
      });
      const [first, second] = slots ?? [];
      if (first === undefined || second === undefined) return section('no slots');
      const then = (work: Promise<unknown>): Promise<unknown> => work.then(reloadSlots);
      return section(
        `${view?.phase} ${slots
          ?.map(({ available }) => available)
          .slice(0, 2)
          .join()} `,
        view?.phase === 'enterable' &&
          button('Book', () => run(() => then(view.actions.book({ slotId: first.id })))),
        view?.phase === 'participating' &&
          button('Move', () => run(() => then(view.actions.reschedule!({ newSlotId: second.id })))),
        view?.phase === 'participating' && button('Cancel', () => run(() => view.actions.cancelBooking!())),
      );
    });
    expect(stage.text).toMatch(/^enterable 1,1 /);

    await stage.press('Book');
    expect(stage.text).toMatch(/^participating 0,1 /);
    await stage.press('Move');
    expect(stage.text).toMatch(/^participating 1,0 /);
    await stage.press('Cancel');

    expect(stage.text).toMatch(/^ended/);
    await stage.close();
  });

  test('a waitlist is joined and left', async () => {
    const shop = openShop();
    const merchant = await merchantWithoutQueue(shop);
    await openDraw(merchant, { openAt: at(30) });
    const { id: sequenceId } = shop.platform.world.organizations[0].sequence;
    await merchant.merchant('POST', '/waitlists', { sequenceId }, { service: 'admin' });
    const stage = await open(shop, function TellMe({ id }) {
      const { view, waitlist, run } = react.fanfare.useWaitlist(id, { autoStart: true });
      const { joinWaitlist, leaveWaitlist } = view?.actions ?? {};
      return section(
        `${waitlist?.isEntered} `,
        joinWaitlist !== undefined && button('Join', () => run(joinWaitlist)),
        leaveWaitlist !== undefined && button('Leave', () => run(leaveWaitlist)),
      );
    });
    expect(stage.text).toBe('false Join');

    await stage.press('Join');
    expect(stage.text).toBe('true Leave');
    await stage.press('Leave');

    expect(stage.text).toBe('false Join');
    await stage.close();
  });
});
