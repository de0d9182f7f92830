/**
 * Tells how much likelier somebody is drawn who has loyalty points, where a draw prefers them: 1 without points, and one
 * more with every power of ten, so that points help without deciding.
 */
export function loyaltyWeight(points: number): number {
  return 1 + Math.log10(1 + Math.max(points, 0));
}
