import type { BeaconEvent } from '@fanfare/contract';

/** Takes everything out of an event that tells who or where somebody was; that it happened stays. */
export function withoutTraces(event: BeaconEvent): BeaconEvent {
  const { organizationId, eventId, eventName, eventTimestamp, experienceId, sequenceId } = event;
  const kept = { organizationId, eventId, eventName, eventTimestamp };
  return { ...kept, ...(experienceId && { experienceId }), ...(sequenceId && { sequenceId }) };
}
