import { systemClock, type Clock } from '../clock.js';
import { lazyRefusalReader } from './lazy-refusal-reader.js';
import type { RefusalReader } from './refusal-reader.js';

/** Creates what reads refusals in a page, closely where its module can be loaded. */
export function createPageRefusals({
  clock = systemClock,
}: {
  readonly clock?: Clock | undefined;
}): RefusalReader {
  return lazyRefusalReader({ clock, load: () => import('./read-closely.js') });
}
