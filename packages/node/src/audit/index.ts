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
export { createAuditTrail, type AuditTrail, type AuditTrailOptions } from './trail/create-audit-trail.js';
export type { AuditFacts } from './trail/create-audit-trail.js';
export type { AuditRecord, AuditSink, AuditWriteOptions } from './trail/audit-sink.js';
export { ndjsonFileSink, type NdjsonFileSink, type NdjsonFileSinkOptions } from './trail/ndjson-file-sink.js';
