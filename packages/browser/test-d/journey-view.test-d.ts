import type { Grant, Mechanism } from '@fanfare/contract';
import type { JourneyAction, JourneySnapshot, JourneyView } from '@fanfare/browser';
import type { ActionKey, ActionWord } from '@fanfare/browser/journeys';

/** Compiles only as long as every arm is handled and the arms are told apart by their literals. */
export function shown(view: JourneyView): string {
  switch (view.journeyStage) {
    case 'ready':
    case 'restoring':
    case 'routing':
      return view.journeyStage;
    case 'gated':
      return view.gates.map((gate) => gate.type).join();
    case 'no_access':
      return view.reasons.map((reason) => reason.code).join();
    case 'unknown':
      return view.received;
    case 'routed':
      return routed(view);
  }
}

function routed(view: Extract<JourneyView, { journeyStage: 'routed' }>): string {
  switch (view.phase) {
    case 'unavailable':
      return view.reason ?? '';
    case 'scheduled':
    case 'enterable':
    case 'settling':
      return view.mechanism;
    case 'participating':
      return participating(view);
    case 'granted': {
      const grant: Grant = view.grant;
      return grant.distributionId;
    }
    case 'ended':
      return view.outcome.type;
    case 'unknown':
      return view.received;
  }
}

function participating(view: Extract<JourneyView, { phase: 'participating' }>): string {
  switch (view.mechanism) {
    case 'queue':
      return String(view.place.position);
    case 'auction':
      return view.bidding.highestBid ?? '';
    case 'draw':
    case 'timed_release':
    case 'appointment':
      return view.consumer.status;
  }
}

/** A snapshot is told apart in the same way. */
export function rendered(snapshot: JourneySnapshot): string {
  if (snapshot.journeyStage !== 'routed') return snapshot.journeyStage;
  return snapshot.phase === 'granted' ? snapshot.grant.distributionId : snapshot.phase;
}

export async function actionsOf(view: JourneyView): Promise<void> {
  if (view.journeyStage === 'gated') {
    await view.actions.reroute({ accessCode: 'open sesame' });
    await view.actions.answerChallenge?.({ token: 'a token' });
    // @ts-expect-error nobody can enter a line through a gate
    void view.actions.enter;
    // @ts-expect-error whether there is a bot check to answer, the data tells
    void view.actions.answerChallenge({ token: 'a token' });
  }
  if (view.journeyStage === 'restoring') {
    // @ts-expect-error nothing is legal before the place is found
    void view.actions.start;
  }
  if (view.journeyStage === 'routed' && view.phase === 'enterable') await enterable(view);
  if (view.journeyStage === 'routed' && view.phase === 'participating') await takesPart(view);
  if (view.journeyStage === 'routed' && view.phase === 'ended') {
    if (view.mechanism === 'queue') await view.actions.enter?.();
    // @ts-expect-error what was won or lost at an auction is not bid for again
    if (view.mechanism === 'auction') void view.actions.enter;
  }
  // @ts-expect-error a grant is there only where one was granted
  void view.grant;
  // @ts-expect-error the grant has one place in a view, and this is not it
  if (view.journeyStage === 'routed' && view.phase === 'granted') void view.consumer.admissionGrant;
  // @ts-expect-error an appointment grants nothing
  if (view.journeyStage === 'routed' && view.phase === 'granted') void (view.mechanism === 'appointment');
  // @ts-expect-error only what is drawn or sold to the highest is settled
  if (view.journeyStage === 'routed' && view.phase === 'settling') void (view.mechanism === 'queue');
}

async function enterable(view: Extract<JourneyView, { phase: 'enterable' }>): Promise<void> {
  switch (view.mechanism) {
    case 'appointment':
      await view.actions.book({ slotId: 'slot_1' });
      // @ts-expect-error a slot is booked, not entered
      return void view.actions.enter;
    case 'auction':
      await view.actions.bid({ amount: '12.00' });
      // @ts-expect-error money is text
      return void view.actions.bid({ amount: 12 });
    case 'queue':
    case 'draw':
    case 'timed_release':
      await view.actions.enter();
      // @ts-expect-error nobody bids here
      return void view.actions.bid;
  }
}

async function takesPart(view: Extract<JourneyView, { phase: 'participating' }>): Promise<void> {
  switch (view.mechanism) {
    case 'queue':
    case 'draw':
    case 'timed_release':
      return void (await view.actions.leave());
    case 'auction':
      await view.actions.setRebid?.({ maxAmount: '250.00' });
      await view.actions.stopRebid?.();
      // @ts-expect-error a bid stands
      return void view.actions.leave;
    case 'appointment':
      return void (await view.actions.cancelBooking?.());
  }
}

type Bare<Word extends string> = Word extends `${infer Name}?` ? Name : Word;
/** Every word of the action table is an action, and every action stands in the table. */
export const words: JourneyAction | '' = '' as Bare<ActionWord<ActionKey>>;
export const actions: Bare<ActionWord<ActionKey>> = '' as JourneyAction;
/** Every mechanism can open later, be entered, taken part in and be over. */
export const keys: ActionKey = '' as `${'scheduled' | 'enterable' | 'participating' | 'ended'}/${Mechanism}`;
