import type { MockContext } from '../context.js';
import { asNext } from './as-next.js';
import { asPrevious } from './as-previous.js';
import type { Schema } from './parts-of.js';

/** Writes what fits the contract the way the platform that is played would: with more in it, or less. */
export function reshape(
  schema: Schema | undefined,
  { context, value }: { readonly context: Pick<MockContext, 'settings'>; readonly value: unknown },
): unknown {
  const { platformVersion } = context.settings;
  if (schema === undefined || value === undefined || platformVersion === 'current') return value;
  return platformVersion === 'next' ? asNext(schema, value) : asPrevious(schema, value);
}
