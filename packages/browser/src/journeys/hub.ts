import type { ExperienceId, OwnState, StreamEvent } from '@fanfare/contract';
import type { Connection } from '../connection.js';
import { createTurn, type Turn } from '../polling/turn.js';
import { isTakingPart } from './is-taking-part.js';
import type { JourneyUpdates } from './journey-updates.js';
import { snapshotFromOwnState } from './snapshot-from-own-state.js';
import type { JourneySnapshot } from './snapshot.js';
import { createTabLine, type TabNews } from './tab-news.js';

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
  /** Whether the stream tells what happens. */
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

/** Creates the hub of a client's journeys; it is silent until a journey joins. */
export function createHub(connection: Connection, updates: JourneyUpdates | null): Hub {
  const { session, options, host } = connection;
  const topic = `fanfare:journey:${options.namespace}`;
  const members = new Set<HubMember>();
  const elsewhere = new Map<ExperienceId, { readonly consumerId: string; readonly takesPart: boolean }>();
  let unlisten: (() => void) | undefined;
  let stream: { readonly stop: () => void } | undefined;
  let isLive = false;

  const onNews = (news: TabNews): void => {
    const { experienceId, consumerId, snapshot } = news;
    const takesPart = snapshot === 'granted' || isTakingPart(snapshot);
    elsewhere.set(experienceId, { consumerId, takesPart });
    for (const member of membersOf(experienceId)) member.onNews(news);
  };
  const line = createTabLine({ name: topic, connect: host.channel, onNews });

  const membersOf = (experienceId: ExperienceId): readonly HubMember[] =>
    [...members].filter((member) => member.experienceId === experienceId);

  const setLive = (next: boolean): void => {
    if (isLive === next) return;
    isLive = next;
    for (const member of members) member.onPace();
  };

  const listen = (): void => {
    if (updates === null || stream !== undefined || members.size === 0) return;
    const own = { stop: (): void => undefined };
    stream = own;
    own.stop = updates.subscribe({
      onEvent(event) {
        if (stream !== own) return;
        for (const member of [...members]) member.onEvent(event);
        if (event.event === 'state' || event.event === 'reset') setLive(true);
      },
      onEnd() {
        if (stream === own) hush();
      },
    });
    if (stream !== own) own.stop(); // it ended before it had begun
  };

  const hush = (): void => {
    const ended = stream;
    stream = undefined;
    ended?.stop();
    setLive(false);
  };

  const open = (): void => {
    line.open();
    unlisten ??= host.page?.listen((event) => {
      if (event === 'pagehide') line.close();
      else if (event === 'pageshow') line.open();
      if (event === 'pageshow' || event === 'online' || event === 'visible') listen();
    });
  };

  const close = (): void => {
    hush();
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
      return isLive;
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
      for (const { experienceId } of own.active.journeys) {
        if (membersOf(experienceId).length > 0) continue;
        const snapshot: JourneySnapshot | null = snapshotFromOwnState(experienceId, own);
        if (snapshot !== null) tell(experienceId, { ...rest, snapshot });
      }
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
