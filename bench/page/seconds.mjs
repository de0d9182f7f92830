/** Tells a time in seconds, or that it was not reached within the limit. */
export function seconds(ms, limitMs) {
  if (ms === undefined) return `> ${Math.round(limitMs / 1000)} s`;
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
