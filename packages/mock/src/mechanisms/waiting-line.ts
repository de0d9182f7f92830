import { createFenwickTree } from './fenwick-tree.js';

/** An ordered set of consumers: first in, first out, with positions that count from 1. */
export interface WaitingLine {
  readonly size: number;
  /** Puts a consumer at the end; one who stands in the line already keeps the place. */
  add(consumerId: string): void;
  remove(consumerId: string): void;
  /** Lets a consumer pass whoever is just ahead, as long as that is allowed. */
  promote(consumerId: string, mayPass: (ahead: string) => boolean): void;
  first(): string | undefined;
  position(consumerId: string): number | null;
  /** Gives one consumer's place to another, who must not stand in the line. */
  rename(from: string, to: string): void;
  ids(): readonly string[];
}

const smallest = 64;

/**
 * Creates an empty line. Everybody draws a ticket, and the position is the number of tickets up to one's own that
 * still wait: a crowd that asks again and again must not be counted from the front each time.
 */
export function createWaitingLine(): WaitingLine {
  const tickets = new Map<string, number>();
  let holders: (string | undefined)[] = [];
  let waiting = createFenwickTree(smallest);
  let head = 0;

  const ids = (): string[] => holders.filter((holder) => holder !== undefined);

  function add(consumerId: string): void {
    if (tickets.has(consumerId)) return;
    if (holders.length === waiting.size) renumber();
    const ticket = holders.push(consumerId) - 1;
    tickets.set(consumerId, ticket);
    waiting.add(ticket, 1);
  }

  /** Takes the tickets back that are out and hands them out anew, from 0; there is room for as many again. */
  function renumber(): void {
    const line = ids();
    waiting = createFenwickTree(Math.max(smallest, 2 * line.length));
    tickets.clear();
    holders = [];
    head = 0;
    line.forEach(add);
  }

  function place(consumerId: string, ticket: number): void {
    holders[ticket] = consumerId;
    tickets.set(consumerId, ticket);
  }

  return {
    get size(): number {
      return tickets.size;
    },
    add,
    remove(consumerId) {
      const ticket = tickets.get(consumerId);
      if (ticket === undefined) return;
      tickets.delete(consumerId);
      holders[ticket] = undefined;
      waiting.add(ticket, -1);
    },
    promote(consumerId, mayPass) {
      let own = tickets.get(consumerId);
      for (let ticket = (own ?? 0) - 1; own !== undefined && ticket >= head; ticket -= 1) {
        const ahead = holders[ticket];
        if (ahead === undefined) continue;
        if (!mayPass(ahead)) return;
        place(ahead, own);
        place(consumerId, ticket);
        own = ticket;
      }
    },
    first() {
      while (head < holders.length && holders[head] === undefined) head += 1;
      return holders[head];
    },
    position(consumerId) {
      const ticket = tickets.get(consumerId);
      return ticket === undefined ? null : waiting.sumTo(ticket);
    },
    rename(from, to) {
      const ticket = tickets.get(from);
      if (ticket === undefined) return;
      tickets.delete(from);
      tickets.set(to, ticket);
      holders[ticket] = to;
    },
    ids,
  };
}
