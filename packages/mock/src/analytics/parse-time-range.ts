/** From when to when: the end does not belong to it. Times are milliseconds since the epoch. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/** Why a range cannot be one. */
export interface BadTimeRange {
  readonly problem: string;
}

const unitMs: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };
const longestMs = 90 * 86_400_000;

/** Reads two ISO 8601 times with a slash between them, or a span that ends now, such as `last_7d`. */
export function parseTimeRange(text: string, now: number): TimeRange | BadTimeRange {
  const range = lastSpan(text, now) ?? interval(text);
  if (Number.isNaN(range.from) || Number.isNaN(range.to)) {
    return {
      problem: 'A range of time is two ISO 8601 times with a slash between them, or such as last_7d.',
    };
  }
  if (range.from >= range.to) return { problem: 'A range of time must end after it starts.' };
  if (range.to - range.from > longestMs) return { problem: 'A range of time must not exceed 90 days.' };
  return range;
}

/** What happens at this very moment belongs to it. */
function lastSpan(text: string, now: number): TimeRange | undefined {
  const [, amount, unit] = /^last_(\d+)([mhd])$/.exec(text) ?? [];
  if (amount === undefined || unit === undefined) return undefined;
  const to = now + 1;
  return { from: to - Number(amount) * (unitMs[unit] ?? Number.NaN), to };
}

function interval(text: string): TimeRange {
  const [from = '', to = ''] = text.split('/');
  return { from: Date.parse(from), to: Date.parse(to) };
}
