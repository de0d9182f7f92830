import type { AuditChange } from '@fanfare/contract/admin';
import { deriveSigningKey } from '../auth/signature/derive-signing-key.js';
import type { FinishedCall } from '../router/finished-call.js';

/** Tells by their ids which key came, and in place of which, where an answer shows a new one. */
export function keyChange({ operation, params, principal, answer }: FinishedCall): readonly AuditChange[] {
  if (typeof answer !== 'object' || answer === null || principal?.kind !== 'secret') return [];
  if ('secretKey' in answer && typeof answer.secretKey === 'string') {
    return [{ field: 'keyId', from: principal.keyId, to: deriveSigningKey(answer.secretKey).keyId }];
  }
  if (!operation.id.startsWith('admin.apiKeys.') || !('key' in answer) || !('id' in answer)) return [];
  const { apiKeyId: from } = params;
  return [{ field: 'apiKeyId', ...(from !== undefined && { from }), to: answer.id }];
}
