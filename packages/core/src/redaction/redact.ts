import { redacted, redactText } from './redact-text.js';

// `input` and `received` are where a validator echoes what it refused.
const secretName =
  /^(?:otp|grant|input|received|cookie|set-?cookie|password|passphrase|pin)$|authorization|secret|token|(?:private|api)[-_]?key|admission[-_]?grant|(?:exchange|verification|otp|access)[-_]?code|signature|dpop|nonce|fingerprint/i;

const maxDepth = 12;
const maxEntries = 200;
const maxText = 2_000;

/**
 * Copies a value with every secret replaced: by the name of the property and by the look of the text. Cuts
 * what is very deep, wide or long, survives cycles and throwing getters, and never calls `toJSON`.
 *
 * @example
 * ```ts
 * import { redact } from '@fanfare/core';
 *
 * redact({ refreshToken: 'r-1', note: 'ok' }); // { refreshToken: '[redacted]', note: 'ok' }
 * ```
 */
export function redact(value: unknown): unknown {
  return copy(value, []);
}

function copy(value: unknown, above: readonly object[]): unknown {
  if (typeof value === 'string') return redactText(cut(value));
  if (typeof value === 'bigint' || typeof value === 'symbol') return String(value);
  if (typeof value === 'function') return '[function]';
  if (typeof value !== 'object' || value === null) return value;
  if (above.includes(value)) return '[circular]';
  if (above.length >= maxDepth) return '[deep]';
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return '[bytes]';
  const inside = [...above, value];
  if (Array.isArray(value)) return value.slice(0, maxEntries).map((entry: unknown) => copy(entry, inside));
  if (value instanceof Date) return new Date(value);
  return copyEntries(entriesOf(value), inside);
}

function copyEntries(
  entries: readonly (readonly [string, unknown])[],
  above: readonly object[],
): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [name, entry] of entries.slice(0, maxEntries)) {
    const value = secretName.test(name) && isSecretValue(entry) ? redacted : copy(entry, above);
    // Defined, not assigned, so that a property named `__proto__` stays a property.
    Object.defineProperty(result, redactText(cut(name)), {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return result;
}

function entriesOf(value: object): [string, unknown][] {
  if (value instanceof Headers || value instanceof Map || value instanceof URLSearchParams) {
    return [...value].map(([name, entry]: [unknown, unknown]) => [String(name), entry]);
  }
  const own = value instanceof Error ? ['name', 'message', ...Object.keys(value)] : Object.keys(value);
  return own.map((name) => [name, read(value, name)]);
}

function read(value: object, name: string): unknown {
  try {
    return (value as Record<string, unknown>)[name];
  } catch {
    return '[unreadable]';
  }
}

// A flag such as `tokenRequired: true` says something and hides nothing.
function isSecretValue(value: unknown): boolean {
  return value !== null && value !== undefined && typeof value !== 'boolean';
}

function cut(text: string): string {
  return text.length <= maxText ? text : `${text.slice(0, maxText)}…`;
}
