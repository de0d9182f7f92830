// @vitest-environment happy-dom
import type { JourneyView, SessionView } from '@fanfare/browser';
import { bindActions, snapshotFromOwnState } from '@fanfare/browser/journeys';
import { afterEach, describe, expect, test } from 'vitest';
import { drawPanel } from '../src/element/draw-panel.js';
import type { ExperienceState } from '../src/experience/experience-state.js';
import type { Press } from '../src/experience/press.js';
import { panelOf } from '../src/panel/panel-of.js';
import { createTranslator } from '../src/texts/translator.js';
import { german } from '../src/texts/german.js';
import { findAxeProblems } from './support/check-axe.js';

const time = '2026-11-24T17:00:00.000Z';
const mechanisms = ['queue', 'draw', 'auction', 'timed_release', 'appointment'];
const outcomes = ['won', 'lost', 'completed', 'denied', 'left', 'expired', 'closed', 'cancelled', 'no_show'];
const bids = { currentBid: '50.00', highestBid: '70.00' };

/** Facts that a way can have, as the platform tells them. */
function sequences(): object[] {
  return mechanisms.flatMap((mechanism) => {
    const details = mechanism === 'auction' ? { details: { auctionType: 'english', minBid: '70.01' } } : {};
    const distribution = {
      ...{ type: mechanism, id: 'dist_1', sequenceId: 'seq_1', lifecycle: 'open', ...details },
      ...{ opensAt: time, closesAt: time, settlesAt: time },
    };
    const at = (phase: string, status: string, more: object = {}): object => ({
      ...{
        phase,
        mechanism,
        distribution,
        consumer: { status, ...bids, slotId: 'slot_1', position: 3 },
        ...more,
      },
    });
    const statuses: Record<string, string[]> = {
      ...{ queue: ['queued'], draw: ['entered'], auction: ['winning', 'outbid', 'bidding', 'not_bid'] },
      ...{ timed_release: ['entered'], appointment: ['booked', 'checked_in'] },
    };
    const grant = {
      ...{ token: 'grant_0123456789abcdef', distributionType: mechanism, distributionId: 'dist_1' },
      ...{ sequenceId: 'seq_1', experienceId: 'exp_1', expiresAt: time },
    };
    return [
      { phase: 'scheduled', mechanism, distribution: { ...distribution, lifecycle: 'scheduled' } },
      at('enterable', 'not_entered'),
      ...(statuses[mechanism] ?? []).map((status) => at('participating', status)),
      ...(['draw', 'auction'].includes(mechanism) ? [at('settling', 'entered')] : []),
      ...(mechanism === 'appointment' ? [] : [at('granted', 'granted', { grant })]),
      ...outcomes.map((type) => at('ended', 'left', { outcome: { type } })),
    ];
  });
}

const waitlists = [{ waitlistId: 'wait_1', sequenceId: 'seq_1', experienceId: 'exp_1' }];
const journeys: object[] = [
  ...sequences().map((sequence) => ({ journeyStage: 'routed', sequenceId: 'seq_1', sequence })),
  { journeyStage: 'routed', sequenceId: 'seq_1', sequence: { phase: 'unavailable', reason: 'SOLD_OUT' } },
  { journeyStage: 'routed', sequenceId: 'seq_1', sequence: { phase: 'raffled', mechanism: 'raffle' } },
  { journeyStage: 'somewhere' },
  ...[
    { type: 'authentication', status: 'required', reason: { code: 'AUTH_REQUIRED' } },
    { type: 'access_code', status: 'invalid', reason: { code: 'ACCESS_CODE_INVALID' } },
    { type: 'access_code', status: 'missing', reason: { code: 'ACCESS_CODE_REQUIRED' } },
    { type: 'bot_check', status: 'blocked', reason: { code: 'BOT_BLOCKED' } },
    { type: 'bot_check', status: 'required', reason: { code: 'BOT_REQUIRED' } },
  ].map((gate) => ({ journeyStage: 'gated', gates: [gate] })),
];

const views = journeys.map((journey): JourneyView => {
  const own = { active: { journeys: [{ experienceId: 'exp_1', ...journey }] }, waitlists };
  const snapshot = snapshotFromOwnState('exp_1', own as never); // shaped as the wire is
  return bindActions(snapshot!, () => Promise.reject(new Error('nobody presses here')));
});

const session: SessionView = { status: 'authenticated', signedIn: true, epoch: 1 };
const slot = { id: 'slot_1', startTime: time, endTime: time, capacity: 3, available: 2 };
const slots = [slot, { ...slot, id: 'slot_2', locationName: 'Shop\u202E <b>' }];

function stateOf(view: JourneyView, more: Partial<ExperienceState> = {}): ExperienceState {
  return {
    ...{ view, session, codeSentTo: null, isEmailCodeSent: false, setAside: null },
    ...{ slots, furthest: 9, pending: null, error: null, ...more },
  };
}

/** What a press needs among the actions of the view; the others may be pressed at any time. */
const needs: Partial<Record<Press, string>> = {
  ...{ bid: 'bid', setRebid: 'setRebid', stopRebid: 'stopRebid', book: 'book', reschedule: 'reschedule' },
  ...{ cancelBooking: 'cancelBooking', joinWaitlist: 'joinWaitlist', leaveWaitlist: 'leaveWaitlist' },
  ...{ enter: 'enter', leave: 'leave', reroute: 'reroute' },
};

const nameOf = (view: JourneyView): string =>
  [
    view.journeyStage,
    ...(view.journeyStage === 'routed' ? [view.phase] : []),
    ...('mechanism' in view ? [view.mechanism] : []),
    ...('consumer' in view ? [view.consumer.status] : []),
    ...('outcome' in view ? [view.outcome.type] : []),
    ...('gates' in view ? view.gates.map(({ type, status }) => `${type} ${status}`) : []),
  ].join(' ');

afterEach(() => document.body.replaceChildren());

describe('panels', () => {
  test.each(views.map((view) => [nameOf(view), view] as const))('%s', async (_name, view) => {
    for (const translator of [createTranslator(), createTranslator({ locale: 'de', texts: german })]) {
      const state = stateOf(view, { error: Object.assign(new Error('no'), { code: 'not_open' }) });
      const panel = panelOf({ state, translator, identity: 'either', canCheckout: true });

      expect(JSON.stringify({ ...panel, buttons: panel.buttons.map(({ label }) => label) })).not.toMatch(
        /[{]\w+[}]|undefined|\u202E/,
      );
      for (const { press } of [...panel.buttons, ...panel.forms]) {
        const action = needs[press];
        if (action !== undefined) expect(Object.keys(view.actions)).toContain(action);
      }
      expect(JSON.stringify(panel)).not.toContain('grant_0123');
      document.body.replaceChildren(drawPanel({ panel, state, problem: 'Not now.', headingLevel: 2 }));
      expect(await findAxeProblems(document.body)).toEqual([]);
    }
  });

  test.each(['second_factor', 'verified_email'] as const)(
    'a %s that is needed is asked for',
    async (proof) => {
      const view: JourneyView = { ...views[0]!, needed: { proof, action: 'enter' } };
      const pressed = new Set<string>();
      for (const translator of [createTranslator(), createTranslator({ locale: 'de', texts: german })]) {
        for (const isEmailCodeSent of [false, true]) {
          const state = stateOf(view, { isEmailCodeSent });
          const panel = panelOf({ state, translator, identity: 'either', canCheckout: true });
          for (const { press } of [...panel.buttons, ...panel.forms]) pressed.add(press);
          document.body.replaceChildren(drawPanel({ panel, state, problem: null, headingLevel: 2 }));
          expect(await findAxeProblems(document.body)).toEqual([]);
        }
      }

      const ways = { second_factor: ['stepUp'], verified_email: ['confirmEmail', 'requestEmailCode'] };
      expect([...pressed].sort()).toEqual([...ways[proof], 'notNow'].sort());
    },
  );

  test('nothing stands for what is not known, and everything that can be done is offered somewhere', () => {
    const offered = new Set<string>();
    for (const view of views) {
      const kit = { translator: createTranslator(), identity: 'either', canCheckout: true } as const;
      const { buttons, forms, name } = panelOf({ state: stateOf(view), ...kit });
      for (const { press } of [...buttons, ...forms]) offered.add(press);
      const isUnknown =
        view.journeyStage === 'unknown' || (view.journeyStage === 'routed' && view.phase === 'unknown');
      expect(name === 'unknown').toBe(isUnknown);
    }

    expect([...offered].sort()).toEqual(
      [
        ...['bid', 'book', 'cancelBooking', 'checkout', 'enter', 'leave', 'leaveWaitlist', 'reroute'],
        ...['reschedule', 'sendCode', 'setRebid'],
      ].sort(),
    );
  });

  test('who is not known, or not looked for yet, is not asked to wait in vain', () => {
    const [view] = views as [JourneyView];
    const kit = { translator: createTranslator(), canCheckout: false } as const;
    const names = (['guest', 'email', 'either'] as const).map((identity) => {
      const anonymous = { status: 'anonymous', signedIn: false, epoch: 0 } as const;
      const { name, buttons, forms } = panelOf({
        ...kit,
        identity,
        state: stateOf(view, { session: anonymous }),
      });
      return [name, ...[...buttons, ...forms].map(({ press }) => press)];
    });

    expect(names).toEqual([
      ['signIn', 'guest'],
      ['signIn', 'sendCode'],
      ['signIn', 'guest', 'sendCode'],
    ]);
    const unknown = { status: 'unknown', signedIn: false, epoch: 0 } as const;
    expect(panelOf({ ...kit, identity: 'guest', state: stateOf(view, { session: unknown }) }).name).toBe(
      'loading',
    );
  });

  test('without numbers it says how long in words, and an old view says why it is', () => {
    const queued = views.find((view) => nameOf(view).startsWith('routed participating queue'))!;
    const kit = { translator: createTranslator(), identity: 'guest', canCheckout: false } as const;
    const place = { position: 3, estimatedWaitMs: 60_000, displayMode: 'qualitative' } as const;
    const show = (change: object) =>
      panelOf({ ...kit, state: stateOf({ ...queued, ...change } as JourneyView) });

    expect(show({ place })).toMatchObject({
      figure: null,
      progress: null,
      text: 'It will be your turn soon',
    });
    expect(show({ place: { ...place, estimatedWaitMs: 600_000 } }).text).toBe('It will take a while');
    expect(show({ place: { ...place, displayMode: 'precise' } })).toMatchObject({
      figure: { value: '3', label: '2 people ahead of you' },
      progress: { value: (1 - 2 / 8) * 0.95 },
    });
    expect(show({ place, problem: 'network_error' }).notice).toContain('offline');
    expect(show({ place, problem: 'internal_error' }).notice).toContain('keep trying');
  });
});
