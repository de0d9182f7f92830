import type { BiddingPlace, JourneyActions, JourneyView, QueuePlace } from '@fanfare/browser';
import {
  ExperienceWidget,
  FanfareProvider,
  useAppointment,
  useAuction,
  useJourney,
  useQueue,
  useWaitlist,
  type MechanismView,
  type SlotName,
} from '@fanfare/react';
import type { ReactElement } from 'react';

/** A view narrows by phase alone: the mechanism is the hook's. */
export function Line(): QueuePlace | null {
  const { view } = useQueue('exp_1');
  if (view?.phase === 'participating') return view.place;
  if (view?.phase === 'granted') void view.grant.token;
  // @ts-expect-error a queue settles nothing
  if (view?.phase === 'settling') return null;
  // @ts-expect-error it may be null: the journey may lead elsewhere
  return view.place;
}

/** An action is there only where it is legal. */
export async function actions(queue: MechanismView<'queue'>, draw: MechanismView<'draw'>): Promise<void> {
  if (queue.phase === 'enterable') await queue.actions.enter();
  // @ts-expect-error nobody leaves before they entered
  if (queue.phase === 'enterable') await queue.actions.leave();
  if (queue.phase === 'participating') await queue.actions.leave();
  // @ts-expect-error nobody bids in a queue
  if (queue.phase === 'participating') await queue.actions.bid({ amount: '1.00' });
  // @ts-expect-error what is won is not given back
  if (draw.phase === 'granted') await draw.actions.leave();
  // @ts-expect-error it may not be there: only some ends allow another try
  if (queue.phase === 'ended') await queue.actions.enter();
}

/** The whole union narrows by stage, phase and mechanism. */
export function way(): BiddingPlace | null {
  const { view, journey, run, error } = useJourney('exp_1', { autoStart: true, accessCode: 'x' });
  const same: JourneyView = view;
  const enter: JourneyActions['enter'] = journey.enter;
  const done: Promise<boolean> = run(enter);
  void [same, done, error?.message];
  if (view.journeyStage === 'routed' && view.phase === 'participating' && view.mechanism === 'auction') {
    return view.bidding;
  }
  // @ts-expect-error there is none before the way is known
  return view.bidding;
}

export function more(): void {
  const auction = useAuction('exp_1').view;
  if (auction?.phase === 'enterable') void auction.actions.bid({ amount: '129.00' });
  // @ts-expect-error money is text
  if (auction?.phase === 'enterable') void auction.actions.bid({ amount: 129 });
  const { slots, view } = useAppointment('exp_1', { days: 7 });
  if (view?.phase === 'enterable') void view.actions.book({ slotId: slots?.[0]?.id ?? '' });
  const { waitlist, view: closed } = useWaitlist('exp_1');
  void [waitlist?.isEntered, closed?.actions.joinWaitlist?.()];
}

export const slots: SlotName[] = ['granted', 'participating/queue'];
// @ts-expect-error there is no such mechanism
export const noSlot: SlotName = 'granted/raffle';

export function page(): ReactElement {
  return (
    <FanfareProvider options={{ publishableKey: 'pk_test_a1b2c3d4e5f6' }}>
      <ExperienceWidget
        experienceId="exp_1"
        theme={{ accent: 'red' }}
        slots={{ granted: ({ standard }) => standard }}
      />
      {/* @ts-expect-error there is no such property */}
      <ExperienceWidget experienceId="exp_1" theme={{ position: 'fixed' }} />
      {/* @ts-expect-error of what? */}
      <ExperienceWidget />
    </FanfareProvider>
  );
}

export function secret(): ReactElement {
  // @ts-expect-error a provider needs a client, or the options of one
  return <FanfareProvider />;
}
