/** How the slots of an appointment lie: one after the other, from its opening to its close. Times are milliseconds since the epoch. */
export interface SlotRules {
  /** Names the appointment in the ids of its slots. */
  readonly appointmentId: string;
  /** When the first slot begins. */
  readonly firstAt: number;
  /** When the last slot has ended at the latest; `null` where they go on for ever. */
  readonly closesAt: number | null;
  readonly slotMs: number;
  /** The pause between two slots, in milliseconds. */
  readonly bufferMs: number;
}

/** A span of time that can be booked. */
export interface Slot {
  readonly id: string;
  readonly startsAt: number;
  readonly endsAt: number;
}

/** The last year that an ISO 8601 time has four digits for. */
const lastTime = Date.UTC(9999, 11, 31);

/** Lists the slots that begin at or after `from` and before `to`, the earliest first; where `most` is given, no more. */
export function slotsBetween(
  rules: SlotRules,
  { from, to, most = Infinity }: { readonly from: number; readonly to: number; readonly most?: number },
): Slot[] {
  const step = rules.slotMs + rules.bufferMs;
  const first = Math.max(0, Math.ceil((from - rules.firstAt) / step));
  const slots: Slot[] = [];
  for (let startsAt = rules.firstAt + first * step; startsAt < to; startsAt += step) {
    if (!fits(rules, startsAt) || slots.length === most) break;
    slots.push(slotAt(rules, startsAt));
  }
  return slots;
}

/** Finds a slot by its id; `undefined` where the appointment has none at that time. */
export function slotById(rules: SlotRules, id: string): Slot | undefined {
  const startsAt = Number.parseInt(id.slice(id.lastIndexOf('-') + 1), 36);
  const offset = startsAt - rules.firstAt;
  if (!(offset >= 0) || offset % (rules.slotMs + rules.bufferMs) !== 0) return undefined;
  const slot = slotAt(rules, startsAt);
  return slot.id === id && fits(rules, startsAt) ? slot : undefined;
}

function slotAt({ appointmentId, slotMs }: SlotRules, startsAt: number): Slot {
  return { id: `${appointmentId}-${startsAt.toString(36)}`, startsAt, endsAt: startsAt + slotMs };
}

function fits({ closesAt, slotMs }: SlotRules, startsAt: number): boolean {
  return startsAt + slotMs <= (closesAt ?? lastTime);
}
