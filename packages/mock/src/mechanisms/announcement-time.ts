import type { Announcement } from '@fanfare/contract/admin';

/** When something that an announcement may be anchored to begins, ends and is settled. */
export interface AnchorTimes {
  /** Milliseconds since the epoch; `null` where there is no such moment. */
  readonly OPEN: number | null;
  readonly CLOSE: number | null;
  readonly SETTLE: number | null;
}

/** When an announcement is to be made. */
export type AnnouncementTiming = Pick<
  Announcement,
  'timingStrategy' | 'scheduledAt' | 'anchorMoment' | 'offsetSeconds'
>;

/** When an announcement is made, in milliseconds since the epoch; `null` where nobody can tell yet. */
export function announcementTime(timing: AnnouncementTiming, anchor: AnchorTimes | undefined): number | null {
  if (timing.timingStrategy !== 'RELATIVE') {
    return timing.scheduledAt == null ? null : Date.parse(timing.scheduledAt);
  }
  const moment = timing.anchorMoment == null ? null : (anchor?.[timing.anchorMoment] ?? null);
  return moment === null ? null : moment + (timing.offsetSeconds ?? 0) * 1000;
}
