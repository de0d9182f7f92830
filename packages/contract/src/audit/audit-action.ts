import type { OperationId } from '../operations/index.js';
import type { SecurityAction } from './security-actions.js';

/** What an entry of the audit log tells: the operation that was called, or what the platform saw by itself. */
export type AuditAction = OperationId | SecurityAction;
