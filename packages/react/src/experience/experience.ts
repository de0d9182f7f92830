import type { GrantedView, JourneyView } from '@fanfare/browser';
import type { ExternalStore } from '../external-store.js';
import { journeyStore } from '../journey-store.js';
import type { Runtime } from '../runtime.js';
import type { ExperienceState } from './experience-state.js';
import { performPress } from './perform-press.js';
import type { Press, PressFields } from './press.js';
import { isProving, wantsProof } from './proving.js';
import { createSlotsStore, type SlotsStore } from './slots-store.js';
import { startOnce, wasStarted } from './start-once.js';

/** What somebody who shows an experience can be told, and asked. Read at the moment of use. */
export interface ExperienceListeners {
  /** Starts the journey when somebody is signed in. @default `true` */
  readonly autoStart?: boolean | undefined;
  /** The code that the journey is started with. @default none */
  readonly accessCode?: string | undefined;
  /** The shopper may buy. Hand `grant.token` to your backend in a request body; it belongs in no address and no log. */
  readonly onAdmitted?: ((grant: GrantedView['grant']) => void) | undefined;
  /** The shopper wants to buy. A promise keeps the button busy until it settles. @default there is no such button */
  readonly onCheckout?: ((grant: GrantedView['grant']) => unknown) | undefined;
  readonly onJourneyChange?: ((view: JourneyView) => void) | undefined;
  /** Something that was asked for failed; the shopper is told already. */
  readonly onError?: ((error: Error) => void) | undefined;
}

/** One experience as a widget shows it. */
export interface Experience extends ExternalStore<ExperienceState> {
  /** Does what was pressed, one at a time; never rejects, since what fails is in the state. */
  press(press: Press, fields?: PressFields): Promise<void>;
}

/** Of how many days the free times of an appointment are shown. */
const days = 14;

/** Creates an experience. Nothing is sent before somebody subscribes or presses. */
export function createExperience(
  runtime: Runtime,
  {
    experienceId,
    listeners,
  }: { readonly experienceId: string; readonly listeners: () => ExperienceListeners },
): Experience {
  const { client, session } = runtime;
  const journey = client.journeys.get(experienceId);
  const views = journeyStore(journey);
  const watchers = new Set<() => void>();
  const initial: ExperienceState = {
    ...{ view: views.getServerSnapshot(), session: session.getServerSnapshot() },
    ...{ codeSentTo: null, isEmailCodeSent: false, setAside: null },
    ...{ slots: null, furthest: 0, pending: null, error: null },
  };
  let state = initial;
  let undo: (() => void)[] = [];
  let slots: { readonly id: string; readonly store: SlotsStore; readonly undo: () => void } | undefined;
  let told: string | undefined;
  let refused: Asked | undefined;
  let answer: PressFields | undefined;

  const set = (change: Partial<ExperienceState>): void => {
    const names = Object.keys(change) as (keyof ExperienceState)[]; // its own
    if (names.every((name) => state[name] === change[name])) return;
    state = { ...state, ...change };
    for (const watcher of [...watchers]) watcher();
  };

  const run = async (press: Press, work: () => Promise<void>): Promise<void> => {
    if (state.pending !== null) return;
    set({ pending: press, error: null });
    try {
      await work();
      set({ pending: null });
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown : new Error(String(thrown));
      set({ pending: null, error });
      listeners().onError?.(error);
    }
    look();
    const waiting = answer;
    answer = undefined;
    if (waiting !== undefined) void ask('answerChallenge', waiting);
  };

  /** Takes over what the journey and the session are now. */
  const look = (): void => {
    if (watchers.size === 0) return;
    const view = views.getSnapshot();
    const isNews = view !== state.view;
    const position = placeIn(view);
    const furthest = position === null ? 0 : Math.max(state.furthest, position);
    const now = session.getSnapshot();
    if (now.consumer?.consumerId !== state.session.consumer?.consumerId) forget();
    set({ view, session: now, furthest });
    if (isNews) listeners().onJourneyChange?.(view);
    watchSlots(view);
    tellGrant(view);
    const { autoStart = true, accessCode } = listeners();
    const isIdle = view.journeyStage === 'ready' && state.pending === null && state.error === null;
    if (autoStart && isIdle && !wasStarted(journey, state.session)) {
      void run('start', () => startOnce(journey, { session: state.session, accessCode }));
    }
  };

  /** What one shopper was refused or sent is not the next one's. */
  const forget = (): void => {
    refused = undefined;
    answer = undefined;
    set({ isEmailCodeSent: false, setAside: null });
  };

  const watchSlots = (view: JourneyView): void => {
    const isShown = view.journeyStage === 'routed' && 'mechanism' in view && view.mechanism === 'appointment';
    const id = isShown ? view.distribution.id : undefined;
    if (slots?.id === id) return;
    slots?.undo();
    slots = undefined;
    if (id === undefined) return;
    const store = createSlotsStore(runtime, { appointmentId: id, days });
    slots = { id, store, undo: store.subscribe(() => set({ slots: store.getSnapshot().slots })) };
  };

  const tellGrant = (view: JourneyView): void => {
    const grant = view.journeyStage === 'routed' && view.phase === 'granted' ? view.grant : undefined;
    if (grant !== undefined && grant.token !== told) listeners().onAdmitted?.(grant);
    told = grant?.token;
  };

  const checkout = (): unknown => {
    const { view } = state;
    if (view.journeyStage !== 'routed' || view.phase !== 'granted') return undefined;
    return listeners().onCheckout?.(view.grant);
  };

  /** Does what was pressed, and remembers what a proof was wanted for. */
  const perform = async (press: Press, fields: PressFields): Promise<void> => {
    if (!isProving(press) || press === 'notNow') refused = undefined;
    try {
      await performPress(press, { client, journey, state, fields, remember: set, again, checkout });
    } catch (error) {
      if (wantsProof(error) && !isProving(press)) refused = { press, fields };
      throw error;
    }
    if (press === 'book' || press === 'reschedule' || press === 'cancelBooking') slots?.store.reload();
  };

  const again = async (): Promise<void> => {
    if (refused !== undefined) await perform(refused.press, refused.fields);
    // What was asked for elsewhere in the page is done there; what starts by itself starts when this is over; what cannot be done any more
    // needs no proof.
    set({ setAside: state.view.needed ?? null });
  };

  const ask = (press: Press, fields: PressFields = {}): Promise<void> => {
    // A check is passed once: its answer waits for what is under way.
    if (press === 'answerChallenge' && state.pending !== null) answer = fields;
    return run(press, () => perform(press, fields));
  };

  return {
    subscribe(watcher) {
      watchers.add(watcher);
      if (watchers.size === 1) {
        undo = [views.subscribe(look), session.subscribe(look)];
        look();
      }
      return () => {
        if (!watchers.delete(watcher) || watchers.size > 0) return;
        for (const end of undo) end();
        slots?.undo();
        slots = undefined;
      };
    },
    getSnapshot: () => state,
    getServerSnapshot: () => initial,
    press: ask,
  };
}

interface Asked {
  readonly press: Press;
  readonly fields: PressFields;
}

function placeIn(view: JourneyView): number | null {
  const isQueued =
    view.journeyStage === 'routed' && view.phase === 'participating' && view.mechanism === 'queue';
  return isQueued ? view.place.position : null;
}
