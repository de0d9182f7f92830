import { FanfareError } from '@fanfare/core/base';
import { firstWords } from './first-words.js';

/** A client that works for as long as its transaction lasts. */
export interface GuardedTransaction<Tx> {
  readonly tx: Tx;
  /** Ends it: every later call is refused, because the connection serves somebody else. */
  end(): void;
}

/** Statements that would end the transaction, or seem to begin one of their own. `rollback to` a savepoint is none. */
const control =
  /^(?:begin|start\s+transaction|commit|end|abort|prepare\s+transaction|rollback(?!\s+(?:(?:work|transaction)\s+)?to\b))\b/i;
const ownedByInbox: ReadonlySet<PropertyKey> = new Set(['release', 'end', 'connect']);

/** Wraps a client so that a handler can neither end its transaction nor use it afterwards. */
export function guardTransaction<Tx>(raw: Tx): GuardedTransaction<Tx> {
  let over = false;
  function check(args: readonly unknown[]): void {
    if (over)
      refuse('aborted', 'was used after its transaction had ended. Await every statement in the handler');
    if (control.test(firstWords(textOf(args[0])))) {
      refuse(
        'invalid_request',
        'cannot begin or end a transaction: the inbox does. Use SAVEPOINT to undo a part',
      );
    }
  }
  const target = raw as object; // clients are objects or functions
  const tx = new Proxy(target, {
    get(_, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]): unknown => {
        if (ownedByInbox.has(name)) refuse('invalid_request', `has no ${String(name)}(): the inbox ends it`);
        check(args);
        return Reflect.apply(value, target, args);
      };
    },
    apply(_, self, args: unknown[]) {
      check(args);
      return Reflect.apply(target as (...given: unknown[]) => unknown, self, args); // only functions are called
    },
  });
  return {
    tx: tx as Tx, // it does all that the client does
    end() {
      over = true;
    },
  };
}

function refuse(code: 'aborted' | 'invalid_request', what: string): never {
  throw new FanfareError(`\`tx\` of a webhook handler ${what}.`, { code });
}

/** The text of a statement: itself, in an object, or the first piece of a template. */
function textOf(statement: unknown): string {
  if (typeof statement === 'string') return statement;
  if (Array.isArray(statement)) return textOf(statement[0]);
  const text = (statement as { readonly text?: unknown } | null | undefined)?.text;
  return typeof text === 'string' ? text : '';
}
