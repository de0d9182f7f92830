import { refuse } from '../refusal.js';
import type { Consumer } from '../state/consumers.js';

/** @throws {MockRefusal} `forbidden` where the merchant has made a consumer inactive: they cannot sign in. */
export function guardActive({ status }: Consumer): void {
  if (status === 'INACTIVE') refuse('forbidden', 'The merchant has made this consumer inactive.');
}
