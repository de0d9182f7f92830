/** The names that faults can be asked for by. */
export const faultNames = [
  'slow',
  'very-slow',
  'hang',
  'connection-reset',
  'lost-answer',
  'cut-body',
  'endless-body',
  'html-error',
  'wrong-content-type',
  'server-error',
  'unavailable',
  'rate-limited',
  'rate-limited-until',
  'revoked-session',
  'repeated-cursor',
  'skewed-date',
  'missing-date',
  'duplicate-webhooks',
  'reordered-webhooks',
  'late-webhooks',
] as const;

/** The name of a fault. */
export type FaultName = (typeof faultNames)[number];

/** Tells whether a fault has this name. */
export function isFaultName(name: string): name is FaultName {
  return (faultNames as readonly string[]).includes(name);
}
