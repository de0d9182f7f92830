const dayMs = 86_400_000;
const days = [1, 2, 3, 4, 5] as const;

/** How many have waited how long. */
export type DaysWaited = Record<`waitlistSize${1 | 2 | 3 | 4 | 5}d` | 'waitlistSize5plus', number>;

/** Counts who has waited for up to a day, up to two and so on; everybody is counted once. */
export function daysWaited(enteredAt: readonly number[], now: number): DaysWaited {
  const waited = enteredAt.map((time) => Math.floor((now - time) / dayMs));
  const within = (day: number): number => waited.filter((full) => full === day - 1).length;
  const counts = days.map((day) => [`waitlistSize${day}d`, within(day)] as const);
  const longer = waited.filter((full) => full >= days.length).length;
  return Object.fromEntries([...counts, ['waitlistSize5plus', longer]]) as DaysWaited; // an entry for each name
}
