import type { JourneyView } from '@fanfare/browser';
import type { SequenceId } from '@fanfare/contract';
import { amount, type OpenStage } from '../contract/stage.ts';

/** One mechanism: how a merchant offers it, what a shopper does, and how their journey ends. */
interface Way {
  readonly offer: (stage: OpenStage, sequenceId: SequenceId) => Promise<unknown>;
  readonly act?: (view: JourneyView, stage: OpenStage) => Promise<unknown>;
  /** How long it takes, on the platform's clock. */
  readonly takes: string;
  readonly end: string;
}

/** A way for every mechanism. */
export const ways: Readonly<Record<string, Way>> = {
  queue: {
    offer: ({ server }, sequenceId) =>
      server.admin.queues.create({ sequenceId, name: 'Line', admitRate: 600 }),
    takes: '1m',
    end: 'granted',
  },
  draw: {
    offer: ({ server, inMinutes }, sequenceId) =>
      server.admin.draws.create({
        ...{ sequenceId, name: 'Raffle', winnerCount: 1 },
        ...{ closeAt: inMinutes(5), drawAt: inMinutes(6) },
      }),
    takes: '7m',
    end: 'granted',
  },
  auction: {
    offer: ({ server, inMinutes }, sequenceId) =>
      server.admin.auctions.create({
        ...{ sequenceId, name: 'Last pair', startPrice: amount('10.00') },
        ...{ closeAt: inMinutes(10), settleAt: inMinutes(12) },
      }),
    act: async ({ actions }) => {
      if ('bid' in actions) await actions.bid({ amount: amount('12.00') });
    },
    takes: '13m',
    end: 'granted',
  },
  timedRelease: {
    offer: ({ server }, sequenceId) =>
      server.admin.timedReleases.create({ sequenceId, name: 'Drop', supportsGuest: true }),
    takes: '1m',
    end: 'granted',
  },
  appointment: {
    offer: ({ server, inMinutes }, sequenceId) =>
      server.admin.appointments.create({
        ...{ sequenceId, name: 'Fitting', timeZone: 'Europe/Berlin', slotDurationMinutes: 60 },
        closeAt: inMinutes(48 * 60),
      }),
    async act(view, stage) {
      if (!('book' in view.actions) || !('distribution' in view)) return;
      const { distribution } = view;
      const { client } = await stage.guest();
      const days = {
        startDate: stage.inMinutes(0).slice(0, 10),
        endDate: stage.inMinutes(48 * 60).slice(0, 10),
      };
      const { slots } = await client.appointments.slots(distribution.id, {
        ...days,
        timezone: 'Europe/Berlin',
      });
      await view.actions.book({ slotId: slots.find(({ available }) => available > 0)?.id ?? '' });
    },
    takes: '1m',
    end: 'participating',
  },
};
