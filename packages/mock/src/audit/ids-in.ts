import { idPattern } from '@fanfare/contract';
import { textsIn } from '../state/texts-in.js';

/** Finds everything in a part of a request that may be an id. */
export function idsIn(value: unknown): readonly string[] {
  return textsIn(value).filter((text) => idPattern.test(text));
}
