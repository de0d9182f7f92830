import { reportUncaught } from './report-uncaught.js';

/** Hands out events, typed by name. */
export interface Emitter<Events extends object> {
  /** Calls `handler` on every event of that name; the returned function undoes it and is safe to call twice. */
  on<Name extends keyof Events>(name: Name, handler: (payload: Events[Name]) => void): () => void;
  /** Calls the handlers in the order in which they came. One that throws does not keep the others from running. */
  emit<Name extends keyof Events>(name: Name, payload: Events[Name]): void;
}

/**
 * Creates an emitter. What a handler throws is reported as an uncaught error, as an `EventTarget` does.
 *
 * @example
 * ```ts
 * import { createEmitter } from '@fanfare/core';
 *
 * const emitter = createEmitter<{ changed: { to: string } }>();
 * const undo = emitter.on('changed', ({ to }) => console.log(to));
 * emitter.emit('changed', { to: 'queued' });
 * undo();
 * ```
 */
export function createEmitter<Events extends object>(): Emitter<Events> {
  const handlers = new Map<keyof Events, Set<{ readonly run: (payload: never) => void }>>();
  return {
    on(name, handler) {
      const entry = { run: handler }; // an object of its own, so that one function added twice is two handlers
      const set = handlers.get(name) ?? new Set();
      handlers.set(name, set.add(entry));
      return () => {
        set.delete(entry);
      };
    },
    emit(name, payload) {
      const set = handlers.get(name);
      // A copy, so that a handler added meanwhile waits for the next event.
      for (const entry of Array.from(set ?? [])) {
        if (!set?.has(entry)) continue; // undone by a handler before it
        try {
          entry.run(payload as never);
        } catch (error) {
          reportUncaught(error);
        }
      }
    },
  };
}
