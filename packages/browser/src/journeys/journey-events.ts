import type { Grant, Mechanism, Outcome, SequenceId } from '@fanfare/contract';
import type { ClientEvents } from '../events.js';
import type { JourneySnapshot, RoutedSnapshot } from './snapshot.js';

/** An event with its name. */
export type NamedEvent = {
  [Name in keyof ClientEvents]: readonly [Name, ClientEvents[Name]];
}[keyof ClientEvents];

type Event = readonly [name: string, payload: object];

/** What the id of a distribution is called in the events of its mechanism. */
const idNames: Readonly<Record<Mechanism, string>> = {
  queue: 'queueId',
  draw: 'drawId',
  auction: 'auctionId',
  timed_release: 'timedReleaseId',
  appointment: 'appointmentId',
};

/** The ends that have an event of their own. */
const ends: Readonly<Record<Mechanism, readonly Outcome['type'][]>> = {
  queue: ['completed', 'expired', 'denied'],
  draw: ['lost', 'expired'],
  auction: ['lost'],
  timed_release: ['completed', 'expired'],
  appointment: [],
};

/** What an admission is called by the mechanism. */
const admissions: Readonly<Partial<Record<Mechanism, string>>> = {
  queue: 'queue:admitted',
  draw: 'draw:won',
  auction: 'auction:won',
};

/**
 * Tells what happened between two snapshots. Pure; no event holds a grant.
 *
 * @param last - The way that the shopper was on last, for snapshots in between that are on none.
 */
export function journeyEvents(
  before: JourneySnapshot,
  after: JourneySnapshot,
  last: SequenceId | null = wayOf(before),
): readonly NamedEvent[] {
  const { experienceId, journeyStage } = after;
  const phase = phaseOf(after);
  const isMoved = before.journeyStage !== journeyStage || phaseOf(before) !== phase;
  const events: Event[] = isMoved ? [['journey:changed', { experienceId, journeyStage, phase }]] : [];
  if (after.problem !== null && after.problem !== before.problem) {
    events.push(['journey:error', { experienceId, code: after.problem }]);
  }
  const { needed } = after;
  if (needed !== undefined && needed !== before.needed) {
    events.push(['journey:proof-needed', { experienceId, ...needed }]);
  }
  if (after.journeyStage === 'routed') events.push(...onTheWay(before, { after, last }));
  return events as unknown as readonly NamedEvent[]; // pairs as `ClientEvents` has them: a test looks at each
}

/** Names the way that a shopper is on. */
export function wayOf(snapshot: JourneySnapshot): SequenceId | null {
  return snapshot.journeyStage === 'routed' ? snapshot.sequenceId : null;
}

function onTheWay(
  before: JourneySnapshot,
  { after, last: from }: { readonly after: RoutedSnapshot; readonly last: SequenceId | null },
): readonly Event[] {
  const { experienceId, sequenceId: to } = after;
  const isElsewhere = from !== null && from !== to;
  const events: Event[] = isElsewhere ? [['journey:rerouted', { experienceId, from, to }]] : [];
  if (!('consumer' in after)) return events;
  const was = 'consumer' in before && before.distribution.id === after.distribution.id ? before : undefined;
  const { mechanism, distribution } = after;
  const own = { [idNames[mechanism]]: distribution.id };
  const shared = { experienceId, mechanism, distributionId: distribution.id };
  switch (after.phase) {
    case 'enterable':
      return isClosed(before) ? [...events, ['journey:opened', shared]] : events;
    case 'participating':
      return [...events, ...takingPart(was, { after, own })];
    case 'granted': {
      if (was?.phase === 'granted' && was.grant.token === after.grant.token) return events;
      return [...events, ...admitted(before, { grant: after.grant, shared, own })];
    }
    case 'ended':
      if (was?.phase === 'ended' && was.outcome.type === after.outcome.type) return events;
      return [...events, ...ended(was, { after, shared, own })];
    default:
      return events;
  }
}

type Taken = Extract<RoutedSnapshot, { consumer: unknown }>;
type Own = Readonly<Record<string, string>>;

function takingPart(
  was: Taken | undefined,
  { after, own }: { readonly after: Extract<Taken, { phase: 'participating' }>; readonly own: Own },
): readonly Event[] {
  const known = was?.phase === 'participating' ? was : undefined;
  switch (after.mechanism) {
    case 'queue': {
      const { position, estimatedWaitMs } = after.place;
      const last = known !== undefined && 'place' in known ? known.place.position : undefined;
      return position === last ? [] : [['queue:position-changed', { ...own, position, estimatedWaitMs }]];
    }
    case 'auction': {
      const { status } = after.consumer;
      if (status === known?.consumer.status) return [];
      const { highestBid } = after.bidding;
      if (status === 'outbid') return [['auction:outbid', { ...own, highestBid }]];
      return status === 'winning' ? [['auction:winning', own]] : [];
    }
    case 'appointment': {
      const { slotId = null } = after.consumer;
      return slotId === (known?.consumer.slotId ?? null) ? [] : [['appointment:booked', { ...own, slotId }]];
    }
    default:
      return [];
  }
}

interface Shared {
  readonly shared: object;
  readonly own: Own;
}

function admitted(
  before: JourneySnapshot,
  { grant, shared, own }: Shared & { readonly grant: Grant },
): Event[] {
  const { expiresAt = null } = grant;
  const isRestored = before.journeyStage === 'restoring';
  const name = admissions[grant.distributionType];
  const events: Event[] = [['journey:admitted', { ...shared, expiresAt, isRestored }]];
  return name === undefined ? events : [...events, [name, { ...own, expiresAt }]];
}

function ended(
  was: Taken | undefined,
  { after, shared, own }: Shared & { readonly after: Extract<Taken, { phase: 'ended' }> },
): Event[] {
  const { mechanism, outcome } = after;
  const { type, reason = null } = outcome;
  const events: Event[] = [['journey:ended', { ...shared, outcome: type, reason }]];
  if (ends[mechanism].includes(type)) {
    events.push([`${mechanism}:${type}`, type === 'denied' ? { ...own, reason } : own]);
  }
  if (mechanism === 'appointment' && was?.phase === 'participating') {
    events.push([
      'appointment:slot-released',
      { ...own, slotId: was.consumer.slotId ?? null, outcome: type },
    ]);
  }
  return events;
}

/** Whether there was nothing to enter: it was to open later, or had nothing left. */
function isClosed(before: JourneySnapshot): boolean {
  return before.journeyStage === 'routed' && (before.phase === 'scheduled' || before.phase === 'unavailable');
}

function phaseOf(snapshot: JourneySnapshot): string | null {
  return snapshot.journeyStage === 'routed' ? snapshot.phase : null;
}
