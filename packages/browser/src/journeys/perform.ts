import type { ExperienceId } from '@fanfare/contract';
import { ConflictError, isFanfareError } from '@fanfare/core';
import type { Connection } from '../connection.js';
import { isObject } from '../resources/check/check.js';
import { createChallenges } from '../resources/challenges.js';
import { createConsumers } from '../resources/consumers.js';
import { createExperiences } from '../resources/experiences.js';
import { createWaitlists } from '../resources/waitlists.js';
import { withAllowed } from './allowed-actions.js';
import { answerChallenge, type OnChallenge } from './answer-challenge.js';
import type { JourneyAction } from './journey-actions.js';
import { waitlistsIn } from './learn-waitlists.js';
import { callMechanism } from './mechanism-calls.js';
import type { ActionInput } from './read-input.js';
import type { Rebidder } from './rebidder.js';
import { readySnapshot } from './ready-snapshot.js';
import { busySnapshot } from './simple-snapshots.js';
import { snapshotAfterOwn } from './snapshot-from-event.js';
import { snapshotFromRoute } from './snapshot-from-route.js';
import { snapshotFromState } from './snapshot-from-state.js';
import { isTaken, type JourneySnapshot } from './snapshot.js';
import { notEntered, type KnownWaitlists } from './waitlist-of.js';

/** What an action reads and changes. */
export interface Desk {
  readonly snapshot: JourneySnapshot;
  show(snapshot: JourneySnapshot): void;
  waitlists: KnownWaitlists | undefined;
}

/** Does an action, from the snapshot that is on the desk. */
export type Perform = (action: JourneyAction, desk: Desk, input: ActionInput) => Promise<void>;

/** What actions are done with. */
export interface PerformOptions {
  readonly connection: Connection;
  readonly experienceId: ExperienceId;
  readonly rebidder: Rebidder;
  readonly onChallenge: () => OnChallenge | undefined;
  /** Aborted when the journey is destroyed. */
  readonly signal: AbortSignal;
}

/** Routing without a code of its own. */
const anew: ActionInput = { body: {}, options: {} };

type Performer = (desk: Desk, input: ActionInput) => Promise<void> | void;

/** Creates what does the actions of one journey. */
export function createPerform(given: PerformOptions): Perform {
  const { connection, experienceId, rebidder } = given;
  const experiences = createExperiences(connection);

  /** Asks for a way, and once more after a bot check was answered. */
  const route = async (desk: Desk, { body, options }: ActionInput): Promise<JourneySnapshot> => {
    const ask = async (): Promise<JourneySnapshot> =>
      snapshotFromRoute(experienceId, await experiences.route(experienceId, { ...body, ...options }));
    const onChallenge = given.onChallenge();
    let routed = await ask();
    if (onChallenge !== undefined && routed.journeyStage === 'gated' && routed.challenge !== null) {
      desk.show(routed);
      const { challenge } = routed;
      const answering = { challenge, experienceId, onChallenge, options, signal: given.signal };
      if (await answerChallenge(connection, answering)) routed = await ask();
    }
    if (routed.journeyStage !== 'routing') return routed;
    return snapshotAfterOwn(routed, await createConsumers(connection).me(options), desk.waitlists);
  };

  /** Shows that something is going on, and what was there before where it fails. */
  const underWay = async (desk: Desk, work: () => Promise<JourneySnapshot>): Promise<void> => {
    const { snapshot: before } = desk;
    desk.show(busySnapshot(experienceId, 'routing'));
    try {
      desk.show(await work());
    } catch (error) {
      desk.show(before.journeyStage === 'restoring' ? readySnapshot(experienceId) : before);
      throw error;
    }
  };

  const inMechanism = async (action: JourneyAction, desk: Desk, input: ActionInput): Promise<void> => {
    const at = desk.snapshot;
    if (!isTaken(at)) return;
    const state = await callMechanism(connection, action, { at, ...input });
    const own = state === undefined && (await createConsumers(connection).me(input.options));
    desk.show(
      own ? snapshotAfterOwn(at, own, desk.waitlists) : snapshotFromState(at, state ?? { status: '' }),
    );
  };

  /** Where a pass ran out meanwhile, the bot check is answered and the action done once more. */
  const pastBotCheck = async (desk: Desk, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (given.onChallenge() === undefined || !wantsBotCheck(error)) throw error;
      await underWay(desk, () => route(desk, anew));
      if (!isTaken(desk.snapshot)) throw error;
      await work();
    }
  };

  const start: Performer = async (desk, { body, options }) => {
    if (!isBefore(desk.snapshot)) return;
    const { accessCode } = body;
    await underWay(desk, async () => {
      const { experience } = await experiences.enter(experienceId, options);
      desk.waitlists = waitlistsIn(experience);
      return route(desk, { body: accessCode === undefined ? {} : { accessCode }, options });
    });
  };

  const performers: Readonly<Partial<Record<JourneyAction, Performer>>> = {
    start,
    reroute: (desk, input) => underWay(desk, () => route(desk, input)),
    async enter(desk, input) {
      await start(desk, { ...input, body: {} });
      if (isIn(desk.snapshot)) return;
      insist(desk.snapshot, 'enter');
      await pastBotCheck(desk, () => inMechanism('enter', desk, input));
    },
    async exit(desk, { options }) {
      await experiences.leave(experienceId, options);
      desk.show(readySnapshot(experienceId));
    },
    async bid(desk, input) {
      const { snapshot } = desk;
      const isOutside = snapshot.journeyStage === 'routed' && snapshot.phase === 'enterable';
      const within = { body: {}, options: input.options };
      if (isOutside) await pastBotCheck(desk, () => inMechanism('enter', desk, within));
      await inMechanism('bid', desk, input);
    },
    setRebid: (desk, { body }) => rebidder.begin(desk, body),
    stopRebid: (desk) => rebidder.end(desk, 'stopped'),
    async answerChallenge(desk, { body, options }) {
      const { snapshot } = desk;
      if (snapshot.journeyStage !== 'gated' || snapshot.challenge === null) return;
      const answer = { challengeId: snapshot.challenge.id, token: String(body['token']) };
      await createChallenges(connection).verify(answer, options);
      await underWay(desk, () => route(desk, { body: {}, options }));
    },
    async joinWaitlist(desk, { options }) {
      const { snapshot } = desk;
      if (!('waitlist' in snapshot) || snapshot.waitlist === null) return;
      const { enteredAt } = await createWaitlists(connection).enter(snapshot.waitlist.waitlistId, options);
      const waitlist = { ...snapshot.waitlist, isEntered: true, enteredAt };
      desk.show(withAllowed({ ...snapshot, waitlist }));
    },
    async leaveWaitlist(desk, { options }) {
      const { snapshot } = desk;
      if (!('waitlist' in snapshot) || snapshot.waitlist === null) return;
      const { waitlistId } = snapshot.waitlist;
      await createWaitlists(connection).leave(waitlistId, options);
      desk.show(withAllowed({ ...snapshot, waitlist: notEntered(waitlistId) }));
    },
  };

  return async (action, desk, input) => {
    const { snapshot } = desk;
    const isRepeat = (action === 'enter' && isIn(snapshot)) || (action === 'start' && !isBefore(snapshot));
    if (isRepeat) return;
    if (!(isBefore(snapshot) && (action === 'start' || action === 'enter'))) insist(snapshot, action);
    const own = performers[action];
    try {
      await (own === undefined ? inMechanism(action, desk, input) : own(desk, input));
    } catch (error) {
      // The refusal is what the caller is told; where the shopper stands now, they see.
      if (leadsElsewhere(error)) await underWay(desk, () => route(desk, anew)).catch(() => undefined);
      throw error;
    }
  };
}

function isBefore({ journeyStage }: JourneySnapshot): boolean {
  return journeyStage === 'ready' || journeyStage === 'restoring';
}

function isIn(snapshot: JourneySnapshot): boolean {
  if (snapshot.journeyStage !== 'routed') return false;
  return ['participating', 'settling', 'granted'].includes(snapshot.phase);
}

function wantsBotCheck(error: unknown): boolean {
  if (!isFanfareError(error) || error.code !== 'forbidden' || !isObject(error.details)) return false;
  const { reasons } = error.details;
  return (
    Array.isArray(reasons) && reasons.some((reason) => isObject(reason) && reason['code'] === 'BOT_REQUIRED')
  );
}

/** The platform names what to do next in some of its refusals. */
function leadsElsewhere(error: unknown): boolean {
  return isFanfareError(error) && isObject(error.raw) && error.raw['action'] === 'reroute';
}

function insist(snapshot: JourneySnapshot, action: JourneyAction): void {
  const { allowed } = snapshot;
  if (allowed.includes(action)) return;
  const where = snapshot.journeyStage === 'routed' ? snapshot.phase : snapshot.journeyStage;
  const now = allowed.length === 0 ? 'nothing, wait for the next view' : allowed.join(', ');
  throw new ConflictError(
    `journey.${action} is not possible while the journey is "${where}". Possible now: ${now}. Nothing was sent.`,
    { code: 'conflict' },
  );
}
