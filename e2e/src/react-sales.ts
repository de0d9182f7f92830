import type { Page } from 'playwright-core';
import { falling, openAuction } from '../../packages/mock/test/support/open-auction.js';
import { openDraw } from '../../packages/mock/test/support/open-draw.js';
import { openRelease } from '../../packages/mock/test/support/open-release.js';
import { openShop } from '../../packages/mock/test/support/open-shop.js';
import type { E2eWorld } from './world.ts';

/** A moment of a sale, and how a page gets there from the one before. */
export interface Moment {
  readonly name: string;
  readonly reach: (page: Page) => Promise<void>;
}

/** An experience, and the moments of it that a widget shows. */
export interface Sale {
  readonly name: string;
  readonly experienceId: string;
  readonly identity: 'guest' | 'email' | 'either';
  readonly moments: readonly Moment[];
}

const press =
  (label: string | RegExp) =>
  async (page: Page): Promise<void> =>
    page.getByRole('button', { name: label }).first().click();

/** Waits until the widget shows a panel. */
export const shows =
  (panel: string) =>
  async (page: Page): Promise<void> => {
    await page.locator(`.fanfare-experience[data-panel="${panel}"]`).waitFor({ timeout: 45_000 });
  };

const then =
  (...steps: readonly ((page: Page) => Promise<void>)[]) =>
  async (page: Page): Promise<void> => {
    for (const step of steps) await step(page);
  };

/** Sets up a sale of every mechanism, each in an experience of its own. */
export async function openSales({ mock }: E2eWorld): Promise<readonly Sale[]> {
  const { platform } = mock;
  const merchant = openShop({ platform });
  const admin = { service: 'admin' } as const;
  const now = platform.clock.now();
  const inMs = (ms: number): string => new Date(now + ms).toISOString();
  const made = async (path: string, body: object): Promise<string> => {
    const { status, body: answer } = await merchant.merchant('POST', path, body, admin);
    if (status !== 200) throw new Error(`${path} was refused: ${JSON.stringify(answer)}`);
    return String(answer['id']);
  };
  const experience = async (name: string, more: object = {}) => {
    const experienceId = await made('/experiences', { name, timeZone: 'Europe/Berlin' });
    const sequenceId = await made('/sequences', { experienceId, name, priority: 1, ...more });
    return { experienceId, sequenceId };
  };
  const pass = (ms: number) => async (): Promise<void> => {
    await platform.clock.advance(ms);
  };
  const guest = then(shows('signIn'), press(/guest|Continue/));

  const queue = await experience('Line');
  const queueId = await made('/queues', {
    ...{ sequenceId: queue.sequenceId, name: 'Line', openAt: null, closeAt: null },
    ...{ admitRate: 6, admissionExpirationSeconds: 600 },
  });
  const crowd = async (): Promise<void> => {
    for (let count = 0; count < 41; count += 1) {
      const rival = await merchant.guest();
      await rival.call('POST', `/experiences/${queue.experienceId}/enter`);
      await rival.call('POST', `/queues/${queueId}/enter`);
    }
  };

  const draw = await experience('Draw');
  await openDraw(merchant, {
    ...{ sequenceId: draw.sequenceId, closeAt: inMs(900_000), drawAt: inMs(960_000) },
  });

  const auction = await experience('Auction');
  const bids = await openAuction(merchant, {
    ...{ sequenceId: auction.sequenceId, startPrice: '120', minBidIncrement: '5' },
    ...{ closeAt: inMs(2_700_000), settleAt: inMs(2_760_000) },
  });
  const outbid = async (): Promise<void> => {
    const rival = await merchant.guest();
    await rival.call('POST', `/experiences/${auction.experienceId}/enter`);
    await bids.enter(rival);
    await bids.bid(rival, '140');
  };

  const dutch = await experience('Falling');
  await openAuction(merchant, {
    ...{ ...falling, sequenceId: dutch.sequenceId },
    ...{ closeAt: inMs(7_200_000), settleAt: inMs(7_260_000) },
  });

  const release = await experience('Release');
  await openRelease(merchant, { sequenceId: release.sequenceId, openAt: null, closeAt: inMs(7_200_000) });

  const fitting = await experience('Fitting');
  await made('/appointments', {
    ...{ sequenceId: fitting.sequenceId, name: 'Fitting', timeZone: 'Europe/Berlin', openAt: null },
    ...{ closeAt: inMs(3 * 86_400_000), slotDurationMinutes: 120, maxCapacityPerSlot: 3 },
  });

  const later = await experience('Later');
  await made('/queues', {
    ...{ sequenceId: later.sequenceId, name: 'Later', openAt: inMs(3_700_000), closeAt: null, admitRate: 6 },
  });

  const closed = await experience('Members', { accessCode: 'open sesame' });
  await openRelease(merchant, { sequenceId: closed.sequenceId, openAt: null, closeAt: inMs(7_200_000) });

  const checked = await experience('Checked');
  await fetch(`${mock.url}/__mock/sequences/${checked.sequenceId}`, {
    method: 'PATCH',
    body: JSON.stringify({ botCheck: 'required' }),
  });
  await openRelease(merchant, { sequenceId: checked.sequenceId, openAt: null, closeAt: inMs(7_200_000) });

  return [
    {
      ...{ name: 'checked', experienceId: checked.experienceId, identity: 'guest' },
      moments: [
        {
          name: 'check',
          reach: then(guest, shows('botCheck'), async (page) => {
            await page.frameLocator('iframe').getByRole('button').first().waitFor();
          }),
        },
        {
          name: 'failed',
          reach: then(
            (page) => page.frameLocator('iframe').getByRole('button', { name: 'bot' }).click(),
            async (page) => {
              await page.getByText('did not pass').first().waitFor();
            },
          ),
        },
        {
          name: 'passed',
          reach: then(
            (page) => page.frameLocator('iframe').getByRole('button', { name: 'person' }).click(),
            shows('enterable'),
          ),
        },
      ],
    },
    {
      ...{ name: 'queue', experienceId: queue.experienceId, identity: 'either' },
      moments: [
        { name: 'sign-in', reach: shows('signIn') },
        { name: 'enterable', reach: then(press(/guest/), shows('enterable')) },
        { name: 'participating', reach: then(crowd, press(/Join/), shows('participating')) },
        { name: 'granted', reach: then(pass(540_000), shows('granted')) },
        { name: 'ended', reach: then(press(/somebody else/), shows('ended')) },
      ],
    },
    {
      ...{ name: 'draw', experienceId: draw.experienceId, identity: 'guest' },
      moments: [
        { name: 'enterable', reach: then(guest, shows('enterable')) },
        { name: 'participating', reach: then(press(/Enter/), shows('participating')) },
      ],
    },
    {
      ...{ name: 'auction', experienceId: auction.experienceId, identity: 'guest' },
      moments: [
        { name: 'enterable', reach: then(guest, shows('enterable')) },
        { name: 'winning', reach: then(press(/Bid /), shows('participating')) },
        {
          name: 'participating',
          reach: then(outbid, async (page) => {
            await page.getByText('You were outbid').first().waitFor({ timeout: 45_000 });
          }),
        },
      ],
    },
    {
      ...{ name: 'dutch', experienceId: dutch.experienceId, identity: 'guest' },
      moments: [{ name: 'enterable', reach: then(guest, shows('enterable')) }],
    },
    {
      ...{ name: 'release', experienceId: release.experienceId, identity: 'guest' },
      moments: [
        { name: 'enterable', reach: then(guest, shows('enterable')) },
        { name: 'granted', reach: then(press(/Get one/), shows('granted')) },
      ],
    },
    {
      ...{ name: 'appointment', experienceId: fitting.experienceId, identity: 'guest' },
      moments: [
        {
          name: 'enterable',
          reach: then(guest, shows('enterable'), (page) => page.getByRole('radio').first().waitFor()),
        },
        {
          name: 'participating',
          reach: then(
            (page) => page.getByRole('radio').nth(1).check(),
            press(/Book/),
            shows('participating'),
          ),
        },
      ],
    },
    {
      ...{ name: 'later', experienceId: later.experienceId, identity: 'guest' },
      moments: [{ name: 'scheduled', reach: then(guest, shows('scheduled')) }],
    },
    {
      ...{ name: 'members', experienceId: closed.experienceId, identity: 'guest' },
      moments: [
        { name: 'code', reach: then(guest, shows('accessCode')) },
        {
          name: 'wrong',
          reach: then(
            (page) => page.getByLabel('Access code').fill('abracadabra'),
            press(/Unlock/),
            async (page) => {
              await page.getByText('does not fit').first().waitFor();
            },
          ),
        },
      ],
    },
  ];
}
