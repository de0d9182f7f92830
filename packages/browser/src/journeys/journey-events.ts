import type { ClientEvents } from '../events.js';
import type { JourneyView, RoutedView } from './view.js';

/** An event with its name. */
export type NamedEvent = {
  [Name in keyof ClientEvents]: readonly [Name, ClientEvents[Name]];
}[keyof ClientEvents];

type AtQueue = Extract<RoutedView, { mechanism: 'queue' }>;

/** Tells what happened between two views. Pure; no event holds a grant. */
export function journeyEvents(before: JourneyView, after: JourneyView): readonly NamedEvent[] {
  const { experienceId, journeyStage } = after;
  const phase = phaseOf(after);
  const moved = before.journeyStage !== journeyStage || phaseOf(before) !== phase;
  const events: NamedEvent[] = moved ? [['journey:changed', { experienceId, journeyStage, phase }]] : [];
  if (after.problem !== null && after.problem !== before.problem) {
    events.push(['journey:error', { experienceId, code: after.problem }]);
  }
  return isAtQueue(after) ? [...events, ...queueEvents(before, after, { moved })] : events;
}

function queueEvents(
  before: JourneyView,
  after: AtQueue,
  { moved }: { moved: boolean },
): readonly NamedEvent[] {
  const queueId = after.distribution.id;
  switch (after.phase) {
    case 'participating': {
      const { position, estimatedWaitMs } = after.place;
      const known = isAtQueue(before) && before.phase === 'participating' ? before.place.position : undefined;
      return position === known ? [] : [['queue:position-changed', { queueId, position, estimatedWaitMs }]];
    }
    case 'granted':
      return moved ? [['queue:admitted', { queueId, expiresAt: after.grant.expiresAt ?? null }]] : [];
    case 'ended':
      return moved ? ended(after) : [];
    default:
      return [];
  }
}

function ended(view: Extract<AtQueue, { phase: 'ended' }>): readonly NamedEvent[] {
  const queueId = view.distribution.id;
  const { type, reason = null } = view.outcome;
  if (type === 'completed') return [['queue:completed', { queueId }]];
  if (type === 'expired') return [['queue:expired', { queueId }]];
  return type === 'denied' ? [['queue:denied', { queueId, reason }]] : [];
}

function phaseOf(view: JourneyView): string | null {
  return view.journeyStage === 'routed' ? view.phase : null;
}

function isAtQueue(view: JourneyView): view is AtQueue {
  return 'mechanism' in view && view.mechanism === 'queue';
}
