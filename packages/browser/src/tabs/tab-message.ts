import type { SessionEndReason } from '@fanfare/contract';

/** What tabs tell each other. Never a token: whoever hears of a change reads the sealed record. */
export type TabMessage =
  | { readonly type: 'changed'; readonly id: string; readonly generation: number; readonly revision: string }
  | { readonly type: 'ended'; readonly id: string; readonly reason: SessionEndReason }
  /** Asks who holds a lock whether it lives. */
  | { readonly type: 'ask'; readonly lock: string }
  /** Answers it: alive, and done within so many milliseconds. */
  | { readonly type: 'alive'; readonly lock: string; readonly forMs: number };

type Field = 'string' | 'number';

const fields: Readonly<Record<TabMessage['type'], Readonly<Record<string, Field>>>> = {
  changed: { id: 'string', generation: 'number', revision: 'string' },
  ended: { id: 'string', reason: 'string' },
  ask: { lock: 'string' },
  alive: { lock: 'string', forMs: 'number' },
};

/** Tells whether something that came over the channel is a message that this version knows. */
export function isTabMessage(data: unknown): data is TabMessage {
  if (typeof data !== 'object' || data === null) return false;
  const message = data as Readonly<Record<string, unknown>>;
  const type = message['type'];
  if (typeof type !== 'string' || !Object.hasOwn(fields, type)) return false;
  const shape = fields[type as TabMessage['type']];
  return Object.entries(shape).every(([name, kind]) => typeof message[name] === kind);
}
