import type { DrawRules } from '../../mechanisms/draw-rules.js';
import type { DistributionRow } from '../distribution-rows.js';
import { closesAtOf, opensAtOf } from '../times-of.js';

/** Reads the rules of a draw, as they are at this moment. */
export function drawRulesOf(draw: DistributionRow<'draw'>): DrawRules {
  const { winnerCount, capacity, admissionExpirationSeconds, statusOverrideAt } = draw;
  return {
    winnerCount,
    capacity,
    admissionExpirationMs: admissionExpirationSeconds === null ? null : admissionExpirationSeconds * 1000,
    continueSelecting: draw.continueSelectingUntilCompleted ?? false,
    opensAt: opensAtOf(draw),
    closesAt: closesAtOf(draw),
    drawsAt: Date.parse(draw.drawAt),
    endsAt: draw.statusOverride === null || statusOverrideAt === null ? null : Date.parse(statusOverrideAt),
  };
}
