import type { DistributionFields } from './distribution-rows.js';

/** When a distribution opens, in milliseconds since the epoch; `null` where it is open from the start. */
export function opensAtOf({ openAt }: Pick<DistributionFields, 'openAt'>): number | null {
  return openAt === null ? null : Date.parse(openAt);
}

/** When a distribution closes, be it because it was ended; `null` where it stays open. */
export function closesAtOf(
  row: Pick<DistributionFields, 'closeAt' | 'statusOverride' | 'statusOverrideAt'>,
): number | null {
  const planned = row.closeAt === null ? null : Date.parse(row.closeAt);
  if (row.statusOverride === null || row.statusOverrideAt === null) return planned;
  const ended = Date.parse(row.statusOverrideAt);
  return planned === null ? ended : Math.min(planned, ended);
}
