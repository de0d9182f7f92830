export type {
  AuditActor,
  AuditAnchor,
  AuditChange,
  AuditEntry,
  AuditOutcome,
  AuditTarget,
  AuditTenant,
} from '@fanfare/contract/admin';
export { verifyAuditChain, type VerifyAuditChainOptions, type WholeChain } from './verify-audit-chain.js';
export type { ChainFault, ChainFaultReason } from './chain-fault.js';
export { toNdjson } from './to-ndjson.js';
export { fromNdjson } from './from-ndjson.js';
