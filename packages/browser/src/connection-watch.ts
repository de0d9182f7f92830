import type { Emitter } from '@fanfare/core';
import { isFanfareError } from '@fanfare/core';
import type { ClientEvents } from './events.js';

/** Tells once when answers stop arriving, and once when they arrive again. */
export interface ConnectionWatch {
  answered(): void;
  failed(error: unknown): void;
}

const losses: ReadonlySet<string> = new Set(['network_error', 'timeout']);

/** Creates the watch over all calls of a client. */
export function createConnectionWatch(events: Emitter<ClientEvents>): ConnectionWatch {
  let isLost = false;
  return {
    answered() {
      if (!isLost) return;
      isLost = false;
      events.emit('connection:restored', {});
    },
    failed(error) {
      if (!isFanfareError(error)) return;
      const isLoss = losses.has(error.code);
      if (!isLoss && error.status !== undefined) return this.answered(); // a refusal is an answer too
      if (!isLoss || isLost) return;
      isLost = true;
      events.emit('connection:lost', { code: error.code });
    },
  };
}
