import type { SessionEndReason } from '@fanfare/contract';

/** What tabs tell each other. Never a token: whoever hears of a change reads the sealed record. */
export type TabMessage =
  | { readonly type: 'changed'; readonly id: string; readonly generation: number; readonly revision: string }
  | { readonly type: 'ended'; readonly id: string; readonly reason: SessionEndReason }
  /** Asks to end whatever session there is: the shopper signed out in a tab that does not know which it is. */
  | { readonly type: 'leave' }
  /** Asks who holds a lock whether it lives. */
  | { readonly type: 'ask'; readonly lock: string }
  /** Answers it: alive, and done within so many milliseconds. */
  | { readonly type: 'alive'; readonly lock: string; readonly forMs: number };

const members: Readonly<Record<string, string>> = {
  changed: 'id generation revision',
  ended: 'id reason',
  leave: '',
  ask: 'lock',
  alive: 'lock forMs',
};
const numbers: readonly string[] = ['generation', 'forMs'];

/** Tells whether something that came over the channel is a message that this version knows; a reason may be newer. */
export function isTabMessage(data: unknown): data is TabMessage {
  if (typeof data !== 'object' || data === null) return false;
  const message = data as Readonly<Record<string, unknown>>;
  const type = String(message['type']);
  if (!Object.hasOwn(members, type)) return false;
  const fits = (name: string): boolean =>
    typeof message[name] === (numbers.includes(name) ? 'number' : 'string');
  return members[type]?.split(' ').filter(Boolean).every(fits) ?? false;
}
