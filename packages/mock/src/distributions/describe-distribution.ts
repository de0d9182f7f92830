import { entityOf, type Entity } from '../state/entity.js';
import type { DistributionFields, DistributionRow } from './distribution-rows.js';

/** Describes what every distribution has, whatever its mechanism. */
export function distributionOf(row: DistributionRow): Entity & DistributionFields {
  const { sequenceId, name, timeZone, openAt, closeAt, teardownStatus } = row;
  const { statusOverride, statusOverrideAt, statusOverrideBy } = row;
  const override = { statusOverride, statusOverrideAt, statusOverrideBy, teardownStatus };
  return { ...entityOf(row), sequenceId, name, timeZone, openAt, closeAt, ...override };
}
