import { secretAnswerFields } from '@fanfare/contract';

/**
 * Removes from an answer, in place and at any depth, what the platform sends and nobody may keep. Without
 * recursion, because whoever answers chooses how deep the answer is.
 */
export function stripSecretFields(answer: unknown): void {
  const left: unknown[] = [answer];
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value !== 'object' || value === null) continue;
    for (const field of secretAnswerFields) {
      // Asked first, because a deletion costs far more than the question.
      if (Object.hasOwn(value, field)) Reflect.deleteProperty(value, field);
    }
    for (const member of Object.values(value) as unknown[]) left.push(member);
  }
}
