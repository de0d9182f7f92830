import type { FinishedCall } from '../router/finished-call.js';
import { createStats } from './create-stats.js';

/** Counts what operations refuse, and the tokens that they hand out. */
export function witnessForStats({ context, operation, code, answer }: FinishedCall): void {
  const stats = context.use(createStats);
  if (code !== undefined) stats.refused(code);
  if (typeof answer !== 'object' || answer === null || !('accessToken' in answer)) return;
  stats.issued(operation.id === 'auth.refresh' ? 'refresh' : 'sign-in');
}
