import { redactText } from '../redaction/redact-text.js';

const maxDepth = 4;

/**
 * Copies a cause down to name, message, code and stack frames. HTTP clients hang requests, headers and
 * options on their errors, and a console prints them all.
 */
export function safeCause(cause: unknown, depth = 0): unknown {
  if (cause === undefined || depth >= maxDepth) return undefined;
  if (!(cause instanceof Error)) return typeof cause === 'string' ? redactText(cause) : undefined;
  if (Symbol.for('fanfare.error') in cause) return cause; // clean since its own construction
  const inner = safeCause(cause.cause, depth + 1);
  const copy = new Error(redactText(cause.message), inner === undefined ? undefined : { cause: inner });
  copy.name = cause.name;
  const code: unknown = 'code' in cause ? cause.code : undefined;
  const frames = /\n[ \t]+at [\s\S]*$/.exec(cause.stack ?? '')?.[0] ?? '';
  copy.stack = `${copy.name}: ${copy.message}${redactText(frames)}`;
  return typeof code === 'string' ? Object.assign(copy, { code: redactText(code) }) : copy;
}
