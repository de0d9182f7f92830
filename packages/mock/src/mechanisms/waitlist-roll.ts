import type { MovedPlace } from './queue-ledger.js';
import { createWaitingLine } from './waiting-line.js';

/** What becomes of an entry in a waitlist. */
export type RollStatus = 'waitlisted' | 'notified' | 'converted' | 'expired' | 'left';

/** A consumer's entry in a waitlist, past or present. Times are milliseconds since the epoch. */
export interface RollEntry {
  readonly id: string;
  readonly consumerId: string;
  readonly status: RollStatus;
  readonly enteredAt: number;
  readonly notifiedAt: number | null;
  /** When its status last changed. */
  readonly updatedAt: number;
}

/** What came of entering: the entry, or nothing where the waitlist is full. */
export interface RollEntering {
  readonly entry: RollEntry | undefined;
  /** It was made by this call. */
  readonly isNew: boolean;
}

/** Who does something, and when. */
export interface RollCommand {
  readonly consumerId: string;
  readonly now: number;
}

/** A waitlist without clock, network or randomness: time and ids come in with every command. */
export interface WaitlistRoll {
  /** How many wait. */
  readonly waitingCount: number;
  /** Enters at the end; who waits already keeps the place. */
  enter(command: RollCommand & { readonly id: string }): RollEntering;
  /** Ends the entry of one who waits; `undefined` for anybody else. */
  end(command: RollCommand & { readonly as: 'left' | 'converted' }): RollEntry | undefined;
  /** Notes that those who wait were told; returns the entries of those who were not told before. */
  notify(now: number): readonly RollEntry[];
  /** Ends the entries of all who wait, and returns them. */
  expire(now: number): readonly RollEntry[];
  entry(consumerId: string): RollEntry | undefined;
  /** A waiting consumer's place, which counts from 1. */
  position(consumerId: string): number | null;
  /** Everybody's last entry, the oldest first. */
  entries(): readonly RollEntry[];
  /** Gives one consumer's entry to another; where both wait, the earlier place is kept. */
  move(move: { readonly from: string; readonly to: string }): MovedPlace;
}

/** Tells whether the consumer of an entry still waits. */
export function isWaiting({ status }: RollEntry): boolean {
  return status === 'waitlisted' || status === 'notified';
}

/** Creates an empty waitlist; how many it takes is read at every step, so that it may change. */
export function createWaitlistRoll({ capacity }: { readonly capacity: () => number | null }): WaitlistRoll {
  const entries = new Map<string, RollEntry>();
  const line = createWaitingLine();

  function turn(entry: RollEntry, to: { status: RollStatus; now: number }): RollEntry {
    const notifiedAt = to.status === 'notified' ? to.now : entry.notifiedAt;
    const turned = { ...entry, status: to.status, notifiedAt, updatedAt: to.now };
    entries.set(entry.consumerId, turned);
    if (!isWaiting(turned)) line.remove(entry.consumerId);
    return turned;
  }

  const waiting = (): RollEntry[] => line.ids().flatMap((consumerId) => entries.get(consumerId) ?? []);

  function keepsTheirs({ from, to }: { readonly from: string; readonly to: string }): boolean {
    const [theirs, own] = [line.position(from), line.position(to)];
    if (theirs !== null && own !== null) return theirs < own;
    return theirs !== null || !entries.has(to);
  }

  return {
    get waitingCount(): number {
      return line.size;
    },
    enter({ consumerId, now, id }) {
      const known = entries.get(consumerId);
      if (known !== undefined && isWaiting(known)) return { entry: known, isNew: false };
      if (line.size >= (capacity() ?? Infinity)) return { entry: undefined, isNew: false };
      const entry: RollEntry = {
        id,
        consumerId,
        status: 'waitlisted',
        enteredAt: now,
        notifiedAt: null,
        updatedAt: now,
      };
      entries.delete(consumerId); // so that the newest one stands last
      entries.set(consumerId, entry);
      line.add(consumerId);
      return { entry, isNew: true };
    },
    end({ consumerId, now, as }) {
      const entry = entries.get(consumerId);
      return entry !== undefined && isWaiting(entry) ? turn(entry, { status: as, now }) : undefined;
    },
    notify: (now) =>
      waiting()
        .filter(({ status }) => status === 'waitlisted')
        .map((entry) => turn(entry, { status: 'notified', now })),
    expire: (now) => waiting().map((entry) => turn(entry, { status: 'expired', now })),
    entry: (consumerId) => entries.get(consumerId),
    position: (consumerId) => line.position(consumerId),
    entries: () => [...entries.values()].sort((a, b) => a.enteredAt - b.enteredAt),
    move({ from, to }) {
      const theirs = entries.get(from);
      if (theirs === undefined || from === to) return 'none';
      const keeps = keepsTheirs({ from, to });
      entries.delete(from);
      if (!keeps) {
        line.remove(from);
        return 'to';
      }
      line.remove(to);
      line.rename(from, to);
      entries.set(to, { ...theirs, consumerId: to });
      return 'from';
    },
  };
}
