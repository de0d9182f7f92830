import type { ExperienceId, JourneyState, OwnState, StreamEvent } from '@fanfare/contract';
import type { Connection } from '../connection.js';
import { createTurn, type Turn } from '../polling/turn.js';
import { isTakingPart } from './is-taking-part.js';
import type { JourneyUpdates } from './journey-updates.js';
import { snapshotFromJourney } from './snapshot-from-own-state.js';
import { createTabLine, type TabNews, type TabPulse } from './tab-news.js';

/** A reading of the shopper's own state, which concerns every journey. */
export interface OwnReading {
  readonly own: OwnState;
  readonly readAt: number;
  readonly hintMs: number | undefined;
}

/** A journey that is followed in this tab. */
export interface HubMember {
  readonly experienceId: ExperienceId;
  onNews(news: TabNews): void;
  onOwn(reading: OwnReading): void;
  onEvent(event: StreamEvent): void;
  /** The stream began or ended: what was planned may be wrong now. */
  onPace(): void;
}

/** What the journeys of one tab share: a line to the other tabs, readings of the own state, and one stream. */
export interface Hub {
  /** Takes turns with the other tabs in reading the own state. */
  readonly turn: Turn;
  /** Whether a stream tells what happens, here or in another tab. */
  readonly isLive: boolean;
  /** Begins to hear; the returned function undoes it. */
  join(member: HubMember): () => void;
  /** Tells the other tabs of a journey. */
  tell(experienceId: ExperienceId, news: Omit<TabNews, 'experienceId' | 'consumerId'>): void;
  /** Gives a reading to the other journeys of this tab, and tells the other tabs of those that nobody here follows. */
  share(reading: OwnReading, from: HubMember): void;
  /** Whether the shopper takes part in something that only another tab follows. */
  takesPartElsewhere(): boolean;
  stop(): void;
}

/** How often a tab that has the stream says so, and how long the others believe it, in milliseconds. */
const pulse = { everyMs: 20_000, trustedMs: 45_000 };
/** How soon a tab that found the stream taken looks again, while nobody says that it is live, in milliseconds. */
const takenMs = 5_000;

/** Creates the hub of a client's journeys; it is silent until a journey joins. */
export function createHub(connection: Connection, updates: JourneyUpdates | null): Hub {
  const { session, options, host } = connection;
  const { clock } = options;
  const topic = `fanfare:journey:${options.namespace}`;
  const members = new Set<HubMember>();
  const elsewhere = new Map<ExperienceId, { readonly consumerId: string; readonly takesPart: boolean }>();
  let unlisten: (() => void) | undefined;
  let stream: { readonly stop: () => void } | undefined;
  let isLive = false;
  let liveElsewhereAt = -Infinity;
  let cancelPulse = (): void => undefined;
  let cancelTrust = (): void => undefined;
  let cancelLook = (): void => undefined;

  const onNews = (news: TabNews): void => {
    const { experienceId, consumerId, snapshot } = news;
    const takesPart = snapshot === 'granted' || isTakingPart(snapshot);
    elsewhere.set(experienceId, { consumerId, takesPart });
    for (const member of membersOf(experienceId)) member.onNews(news);
  };
  /** A tab that is frozen or gone says nothing any more: then everybody sees for themselves. */
  const doubt = (): void => {
    cancelTrust();
    liveElsewhereAt = -Infinity;
    for (const member of members) member.onPace();
    listen();
  };

  const onPulse = ({ consumerId, isLive: isLiveThere }: TabPulse): void => {
    if (consumerId !== session.state.consumer?.consumerId) return;
    if (!isLiveThere) return doubt();
    const wasLive = isLiveElsewhere();
    liveElsewhereAt = clock.now();
    cancelTrust();
    cancelTrust = clock.setTimeout(doubt, pulse.trustedMs);
    if (!wasLive) for (const member of members) member.onPace();
  };

  const isLiveElsewhere = (): boolean => {
    const ageMs = clock.now() - liveElsewhereAt;
    return ageMs >= 0 && ageMs <= pulse.trustedMs;
  };

  const line = createTabLine({ name: topic, connect: host.channel, onNews, onPulse });

  const beat = (): void => {
    cancelPulse();
    const { consumer } = session.state;
    if (consumer !== undefined) line.tell({ consumerId: consumer.consumerId, isLive });
    if (isLive) cancelPulse = clock.setTimeout(beat, pulse.everyMs);
  };

  const membersOf = (experienceId: ExperienceId): readonly HubMember[] =>
    [...members].filter((member) => member.experienceId === experienceId);

  const setLive = (next: boolean): void => {
    if (isLive === next) return;
    isLive = next;
    beat();
    for (const member of members) member.onPace();
  };

  /** Tells the other tabs of journeys that nobody here follows. */
  const relay = (
    journeys: readonly JourneyState[],
    about: Omit<TabNews, 'experienceId' | 'consumerId' | 'snapshot'>,
  ): void => {
    for (const journey of journeys) {
      if (membersOf(journey.experienceId).length > 0) continue;
      tell(journey.experienceId, { ...about, snapshot: snapshotFromJourney(journey, null) });
    }
  };

  const listen = (): void => {
    if (updates === null || stream !== undefined || members.size === 0) return;
    cancelLook();
    const own = { stop: (): void => undefined };
    stream = own;
    own.stop = updates.subscribe({
      onEvent(event) {
        if (stream !== own) return;
        for (const member of [...members]) member.onEvent(event);
        relay(journeysIn(event), { readAt: clock.now(), hintMs: undefined });
        if (event.event === 'state' || event.event === 'reset') setLive(true);
      },
      onEnd(isTaken = false) {
        if (stream !== own) return;
        hush();
        if (isTaken) lookAgain();
      },
    });
    if (stream !== own) own.stop(); // it ended before it had begun
  };

  /** Whoever has the stream may go before it says anything. */
  const lookAgain = (): void => {
    cancelLook = clock.setTimeout(() => {
      if (!isLiveElsewhere()) listen();
    }, takenMs);
  };

  const hush = (): void => {
    cancelLook();
    const ended = stream;
    stream = undefined;
    ended?.stop();
    setLive(false);
  };

  const open = (): void => {
    line.open();
    unlisten ??= host.page?.listen((event) => {
      if (event === 'pagehide') {
        const isBeginning = stream !== undefined && !isLive;
        hush(); // the connection is gone in a page that is put away, and the others must not wait for it
        if (isBeginning) beat(); // they found the stream taken, and have not heard from it yet
        line.close();
      } else if (event === 'pageshow') line.open();
      if (event === 'pageshow' || event === 'online' || event === 'visible') listen();
    });
  };

  const close = (): void => {
    hush();
    cancelTrust();
    liveElsewhereAt = -Infinity;
    line.close();
    unlisten?.();
    unlisten = undefined;
  };

  const tell: Hub['tell'] = (experienceId, news) => {
    const { consumer } = session.state;
    if (consumer === undefined) return;
    const { snapshot } = news;
    const hasGrant = snapshot !== 'granted' && 'grant' in snapshot && snapshot.grant !== null;
    line.tell({
      ...news,
      experienceId,
      consumerId: consumer.consumerId,
      snapshot: hasGrant ? 'granted' : snapshot,
    });
  };

  return {
    turn: createTurn(host.locks, topic),
    get isLive() {
      return isLive || isLiveElsewhere();
    },
    join(member) {
      members.add(member);
      open();
      listen();
      return () => {
        members.delete(member);
        if (members.size === 0) close();
      };
    },
    tell,
    share(reading, from) {
      const { own, ...rest } = reading;
      for (const member of [...members]) if (member !== from) member.onOwn(reading);
      relay(own.active.journeys, rest);
    },
    takesPartElsewhere() {
      const { consumer } = session.state;
      return [...elsewhere].some(
        ([experienceId, { consumerId, takesPart }]) =>
          takesPart && consumerId === consumer?.consumerId && membersOf(experienceId).length === 0,
      );
    },
    stop() {
      members.clear();
      close();
    },
  };
}

/** The journeys that an event tells whole. */
function journeysIn({ event, data }: StreamEvent): readonly JourneyState[] {
  if (event === 'state' || event === 'reset') return data.active.journeys;
  return event === 'journey' && data.journey !== undefined ? [data.journey] : [];
}
