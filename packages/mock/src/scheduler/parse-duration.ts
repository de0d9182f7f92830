const units: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** A date reaches no further than that from 1970 (ECMA-262 §21.4.1.1); a tenth of it leaves room for lifetimes. */
const longest = 8.64e14;

/**
 * Reads a span of time: milliseconds as a number, or a text such as `"15m"`, `"1h30m"` or `"2s"`.
 *
 * @returns milliseconds.
 * @throws {TypeError} where it is neither, negative, or longer than dates reach.
 */
export function parseDuration(span: number | string): number {
  const isText = typeof span === 'string' && /^(\d+(ms|s|m|h|d))+$/.test(span);
  const amount = isText ? sum(span) : span;
  if (typeof amount === 'number' && amount >= 0 && amount <= longest) return amount;
  throw new TypeError(
    `A span of time must be milliseconds of at least 0 or a text such as "15m", "1h30m" or "2s"; got ${JSON.stringify(span)}.`,
  );
}

function sum(span: string): number {
  const parts = span.matchAll(/(\d+)(ms|s|m|h|d)/g);
  return [...parts].reduce((total, [, amount, unit]) => total + Number(amount) * (units[unit ?? ''] ?? 0), 0);
}
