import type { StreamEvent } from '@fanfare/contract';
import { isFanfareError } from '@fanfare/core';
import type { Connection } from '../connection.js';
import { createPollLoop } from '../polling/poll-loop.js';
import { createTurn } from '../polling/turn.js';
import type { PollNeed } from '../polling/poll-need.js';
import type { SessionView } from '../session/session.js';
import type { Hub, HubMember, OwnReading } from './hub.js';
import { learnWaitlists } from './learn-waitlists.js';
import { pollNeedOf } from './poll-need-of.js';
import { isInQueue, readJourney } from './read-journey.js';
import { readySnapshot } from './ready-snapshot.js';
import { busySnapshot } from './simple-snapshots.js';
import { snapshotAfterOwn, snapshotFromEvent, withoutJourney } from './snapshot-from-event.js';
import type { JourneySnapshot } from './snapshot.js';
import type { TabNews } from './tab-news.js';
import { withWaitlist, type KnownWaitlists } from './waitlist-of.js';

/** Where a journey is shown. */
export interface Shown {
  readonly snapshot: JourneySnapshot;
  readonly isWatched: boolean;
  set(next: JourneySnapshot): void;
}

/** What is followed, and where it is shown. */
export interface FollowOptions {
  readonly connection: Connection;
  readonly hub: Hub;
  readonly box: Shown;
}

/** Keeps a journey up to date: from the platform, from the other tabs, and with the session. */
export interface Follower {
  /** The waitlists of the experience, as far as they are known. */
  waitlists: KnownWaitlists | undefined;
  /** Begins with the first use; resolves when it is known whether a place from before is still there. */
  wake(): Promise<void>;
  /** Runs an action: what is read meanwhile is dropped, what it shows is told to the other tabs. */
  act(work: (show: (snapshot: JourneySnapshot) => void) => Promise<void>): Promise<void>;
  /** Reads now. */
  refresh(): Promise<void>;
  /** Takes note that somebody began or ceased to watch. */
  replan(): void;
  stop(): void;
}

/** How rarely is polled while the stream tells what happens, in milliseconds: a queue also tells how long it takes. */
const liveMs = { queue: 60_000, other: 300_000 };

/** Creates the follower of one journey; it is asleep. */
export function followJourney({ connection, hub, box }: FollowOptions): Follower {
  const { session, options, host } = connection;
  const { clock } = options;
  const { experienceId } = box.snapshot;
  const queueTurn = createTurn(host.locks, `fanfare:journey:${options.namespace}:${experienceId}`);
  const undo: (() => void)[] = [];
  let leaveHub = (): void => undefined;
  let awake: Promise<void> | undefined;
  let isStopped = false;
  let settled = Promise.resolve();
  let epoch = 0;
  /** When the reading behind the present view began: older ones are dropped. */
  let readAt = -Infinity;
  /** Grows with every action and every change of the session, so that what was read across one is dropped. */
  let revision = 0;
  let acting = 0;
  /** Something was told while an action was under way, which may have been before or after it. */
  let isOutrun = false;

  /** A time that lies ahead was noted before the clock was set back: it orders nothing. */
  const isOlder = (time: number): boolean => time < readAt && readAt <= clock.now();

  const tell = (hintMs?: number): void => {
    const { needed: _, ...snapshot } = box.snapshot; // what this tab was refused concerns no other
    hub.tell(experienceId, { readAt, hintMs, snapshot });
  };

  const need = (): PollNeed | null => {
    const asked = pollNeedOf(box.snapshot, clock.now());
    if (asked === null || (!asked.takesPart && !box.isWatched)) return null;
    if (!hub.isLive) return asked;
    return {
      ...asked,
      everyMs: Math.max(asked.everyMs, liveMs[isInQueue(box.snapshot) ? 'queue' : 'other']),
    };
  };

  const loop = createPollLoop({
    clock,
    random: options.random,
    page: host.page,
    turn: (run) => (isInQueue(box.snapshot) ? queueTurn : hub.turn)(run),
    need,
    async read(signal) {
      const basis = revision;
      const begun = clock.now();
      const question = { snapshot: box.snapshot, waitlists: follower.waitlists, signal };
      const { snapshot, hintMs, own } = await readJourney(connection, question);
      if (signal.aborted || basis !== revision || isOlder(begun)) return undefined;
      readAt = begun;
      box.set(snapshot ?? withoutJourney(box.snapshot));
      tell(hintMs);
      if (own !== undefined) hub.share({ own, readAt: begun, hintMs }, member);
      void learn();
      return hintMs;
    },
    onFailure(error) {
      if (isFanfareError(error)) box.set({ ...box.snapshot, problem: error.code });
    },
  });

  /** What is not open may have a waitlist, which the own state tells only to those who are on it. */
  const learn = async (): Promise<void> => {
    if (follower.waitlists !== undefined || !('waitlist' in box.snapshot)) return;
    const basis = epoch;
    const waitlists = await learnWaitlists(connection, experienceId);
    if (waitlists === undefined || isStopped || basis !== epoch) return;
    follower.waitlists = waitlists;
    box.set(withWaitlist(box.snapshot, waitlists));
  };

  /** Shows what somebody else read. */
  const adopt = (next: JourneySnapshot, at: number): boolean => {
    if (isOlder(at)) return false;
    if (acting > 0) isOutrun = true;
    if (acting > 0 || epoch === 0) return false;
    readAt = at;
    box.set(next);
    return true;
  };

  const member: HubMember = {
    experienceId,
    onNews(news: TabNews) {
      if (news.consumerId !== session.state.consumer?.consumerId || isOlder(news.readAt)) return;
      if (news.snapshot === 'granted') {
        const hasGrant = 'grant' in box.snapshot && box.snapshot.grant !== null;
        if (hasGrant) loop.adopted(news.hintMs);
        else void loop.now();
        return;
      }
      // Each tab bids for itself only.
      const next = 'rebid' in news.snapshot ? { ...news.snapshot, rebid: null } : news.snapshot;
      if (adopt(next, news.readAt)) loop.adopted(news.hintMs);
    },
    onOwn({ own, readAt: at, hintMs }: OwnReading) {
      const next = snapshotAfterOwn(box.snapshot, own, follower.waitlists);
      // The queue tells more of a place in it; what the own state adds is that there is none any more.
      if (isInQueue(box.snapshot) && isInQueue(next) && box.snapshot.phase === next.phase) return;
      if (!adopt(next, at)) return;
      loop.adopted(hintMs);
      tell(hintMs);
    },
    onEvent(event: StreamEvent) {
      const next = snapshotFromEvent(box.snapshot, event, follower.waitlists);
      const isState = event.event === 'state' || event.event === 'reset';
      if ((next === box.snapshot && !isState) || !adopt(next, clock.now())) return;
      revision += 1; // what is being read now may be older
      loop.acted();
      tell();
    },
    onPace: () => loop.replan(),
  };

  /** Resolves when the first reading for the present session is over. */
  const onSession = (view: SessionView): Promise<void> => {
    const isNews = view.signedIn ? view.epoch !== epoch : epoch > 0;
    if (isNews) settled = change(view);
    return settled;
  };

  const change = async (view: SessionView): Promise<void> => {
    revision += 1;
    epoch = view.signedIn ? view.epoch : 0;
    loop.stop();
    leaveHub();
    if (!view.signedIn) {
      box.set(readySnapshot(experienceId));
      return;
    }
    box.set(busySnapshot(experienceId, 'restoring'));
    leaveHub = hub.join(member);
    loop.start();
    await loop.now();
  };

  const begin = async (): Promise<void> => {
    undo.push(session.on('change', (view) => void onSession(view)));
    await session.restore();
    if (!isStopped) await onSession(session.state); // the change may have been told before
  };

  const follower: Follower = {
    waitlists: undefined,
    async wake() {
      await (awake ??= begin());
      await settled; // of the session that there is now: after a sign-in the place is looked for anew
    },
    async act(work) {
      const basis = epoch;
      revision += 1;
      acting += 1;
      const show = (snapshot: JourneySnapshot): void => {
        if (isStopped || basis !== epoch) return; // it would be shown to another shopper, or to nobody
        readAt = clock.now();
        box.set(snapshot);
      };
      try {
        await work(show);
        loop.acted();
      } finally {
        acting -= 1;
        revision += 1;
        tell();
        loop.replan();
        if (isOutrun) void loop.now();
        isOutrun = false;
      }
    },
    refresh: () => loop.now(),
    replan: () => loop.replan(),
    stop() {
      isStopped = true;
      for (const run of undo.splice(0)) run();
      loop.stop();
      leaveHub();
    },
  };
  return follower;
}
