import type { Fault } from './fault.js';

type Words = { readonly [Field in keyof Fault]?: (value: NonNullable<Fault[Field]>) => string };

/** What goes wrong, a few words a field; the other fields only say to what, or come with one of these. */
const words: Words = {
  latencyMs: (ms) => `+${String(Math.round(ms))} ms`,
  jitterMs: (ms) => `up to ${String(Math.round(ms))} ms more`,
  status: (status) => `status ${String(status)}`,
  code: (code) => code,
  contentType: (type) => type,
  resetConnection: () => 'connection reset',
  loseAnswer: () => 'answer lost',
  cutBody: () => 'body cut',
  cutBodyAt: (bytes) => `body cut at ${String(bytes)}`,
  endlessBody: () => 'endless body',
  dateSkewMs: (ms) => `date ${ms < 0 ? '−' : '+'}${String(Math.abs(ms) / 1000)} s`,
  withoutDate: () => 'no date',
  retryAfter: (text) => `retry after ${text}`,
  revokeSession: () => 'session revoked',
  repeatCursor: () => 'cursor repeated',
  streamEvents: (what) => `events ${what}`,
  hang: () => 'no answer',
  webhooks: (what) => (what === 'reorder' ? 'webhook reordered' : `webhook ${what}`),
  probability: (share) => `${String(Math.round(share * 100))} %`,
};

/** Says in words what goes wrong. */
export function faultWords(fault: Fault): readonly string[] {
  const said = Object.entries(fault) as [keyof Fault, never][]; // each value belongs to the field of its name
  return said.flatMap(([field, value]) => words[field]?.(value) ?? []);
}
