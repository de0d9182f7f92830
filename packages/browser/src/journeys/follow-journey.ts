import type { ExperienceId } from '@fanfare/contract';
import { isFanfareError } from '@fanfare/core';
import type { Connection } from '../connection.js';
import { createPollLoop } from '../polling/poll-loop.js';
import { createTurn } from '../polling/turn.js';
import type { SessionView } from '../session/session.js';
import { pollNeedOf } from './poll-need-of.js';
import { readJourney } from './read-journey.js';
import { busyView, readyView } from './simple-views.js';
import { createTabLine, type TabNews } from './tab-news.js';
import type { ViewBox } from './view-box.js';
import type { JourneyView } from './view.js';

/** What is followed, and where it is shown. */
export interface FollowOptions {
  readonly connection: Connection;
  readonly experienceId: ExperienceId;
  readonly box: ViewBox;
}

/** Keeps the view of a journey up to date: from the platform, from the other tabs, and with the session. */
export interface Follower {
  /** Begins with the first use; resolves when it is known whether a place from before is still there. */
  wake(): Promise<void>;
  /** Runs an action: what is read meanwhile is dropped, what it shows is told to the other tabs. */
  act(work: (show: (view: JourneyView) => void) => Promise<void>): Promise<void>;
  /** Reads now. */
  refresh(): Promise<void>;
  /** Takes note that somebody began or ceased to watch. */
  replan(): void;
  stop(): void;
}

/** Creates the follower of one journey; it is asleep. */
export function followJourney({ connection, experienceId, box }: FollowOptions): Follower {
  const { session, options, host } = connection;
  const { clock } = options;
  const topic = `fanfare:journey:${options.namespace}:${experienceId}`;
  const undo: (() => void)[] = [];
  let awake: Promise<void> | undefined;
  let isStopped = false;
  let settled = Promise.resolve();
  let epoch = 0;
  /** When the reading behind the present view began: older ones are dropped. */
  let readAt = -Infinity;
  /** Grows with every action and every change of the session, so that what was read across one is dropped. */
  let revision = 0;

  /** A time that lies ahead was noted before the clock was set back: it orders nothing. */
  const isOlder = (time: number): boolean => time < readAt && readAt <= clock.now();

  const tell = (hintMs?: number): void => {
    const { consumer } = session.state;
    if (consumer === undefined) return;
    const hasGrant = 'grant' in box.view && box.view.grant !== null;
    line.tell({ consumerId: consumer.consumerId, readAt, hintMs, view: hasGrant ? 'granted' : box.view });
  };

  const line = createTabLine({ name: topic, connect: host.channel, onNews });

  const loop = createPollLoop({
    clock,
    random: options.random,
    page: host.page,
    turn: createTurn(host.locks, topic),
    need() {
      const need = pollNeedOf(box.view, clock.now());
      return need?.takesPart === false && !box.isWatched ? null : need;
    },
    async read(signal) {
      const basis = revision;
      const begun = clock.now();
      const reading = await readJourney(connection, { experienceId, view: box.view, signal });
      if (signal.aborted || basis !== revision || isOlder(begun)) return undefined;
      readAt = begun;
      box.set(reading.view ?? withoutJourney(box.view));
      tell(reading.hintMs);
      return reading.hintMs;
    },
    onFailure(error) {
      if (isFanfareError(error)) box.set({ ...box.view, problem: error.code });
    },
  });

  function onNews(news: TabNews): void {
    if (news.consumerId !== session.state.consumer?.consumerId || isOlder(news.readAt)) return;
    if (news.view === 'granted') {
      const hasGrant = 'grant' in box.view && box.view.grant !== null;
      if (hasGrant) loop.adopted(news.hintMs);
      else void loop.now();
      return;
    }
    readAt = news.readAt;
    box.set(news.view);
    loop.adopted(news.hintMs);
  }

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
    if (!view.signedIn) {
      line.close();
      box.set(readyView(experienceId));
      return;
    }
    box.set(busyView(experienceId, 'restoring'));
    line.open();
    loop.start();
    await loop.now();
  };

  const begin = async (): Promise<void> => {
    undo.push(session.on('change', (view) => void onSession(view)));
    const unlisten = host.page?.listen((event) => {
      if (event === 'pagehide') line.close();
      if (event === 'pageshow' && epoch > 0) line.open();
    });
    if (unlisten !== undefined) undo.push(unlisten);
    await session.restore();
    if (!isStopped) await onSession(session.state); // the change may have been told before
  };

  return {
    wake: () => (awake ??= begin()),
    async act(work) {
      const basis = epoch;
      revision += 1;
      const show = (view: JourneyView): void => {
        if (isStopped || basis !== epoch) return; // it would be shown to another shopper, or to nobody
        readAt = clock.now();
        box.set(view);
      };
      try {
        await work(show);
        loop.acted();
      } finally {
        revision += 1;
        tell();
        loop.replan();
      }
    },
    refresh: () => loop.now(),
    replan: () => loop.replan(),
    stop() {
      isStopped = true;
      for (const run of undo.splice(0)) run();
      loop.stop();
      line.close();
    },
  };
}

/** What is left of a view when the platform knows of no journey: what it answered to this shopper, or nothing. */
function withoutJourney(view: JourneyView): JourneyView {
  const { journeyStage } = view;
  const isAnswer =
    journeyStage === 'routing' ||
    journeyStage === 'gated' ||
    journeyStage === 'no_access' ||
    (journeyStage === 'routed' && view.phase === 'ended');
  return isAnswer ? { ...view, problem: null } : readyView(view.experienceId);
}
