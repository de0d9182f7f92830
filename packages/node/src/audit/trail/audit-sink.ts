import type { AuditTenant } from '@fanfare/contract/admin';

/** What is written down of one call. It holds ids and codes, and nothing that anybody entered. */
export interface AuditRecord {
  /** Counts from 1, without gaps. */
  readonly seq: number;
  /** When it was written down, as ISO 8601 in UTC. */
  readonly at: string;
  readonly tenant: AuditTenant;
  /** The id of the operation, or `audit.gap` where records had to be let go. */
  readonly action: string;
  /** `attempted` before a privileged call is sent; then, or for other calls alone, how it ended. */
  readonly outcome: 'attempted' | 'succeeded' | 'failed' | 'refused_here' | 'lost';
  /** Names the call: what belongs together has the same one. */
  readonly callId: string;
  /** The ids in the path of the call, by the names of its parameters. */
  readonly target: Readonly<Record<string, string>>;
  readonly code?: string;
  readonly status?: number;
  readonly requestId?: string;
  readonly attempts?: number;
  /** How many records were let go, where `action` is `audit.gap`. */
  readonly count?: number;
  readonly prevHash: string;
  readonly hash: string;
}

/** What a sink is told besides the record. */
export interface AuditWriteOptions {
  /** Is aborted when nobody waits for this write any more. */
  readonly signal: AbortSignal;
}

/** Where the merchant's own audit log is written. */
export interface AuditSink {
  /**
   * Writes one record for good: when it resolves, the record survives the process. The next record comes when it did.
   * Where it fails, or takes longer than `timeoutMs` of the log, the same record comes again, also while the late write
   * still runs: keep one of each `seq`.
   */
  write(record: AuditRecord, options: AuditWriteOptions): Promise<void>;
  /** Tells the last record that was written, so that the chain goes on after a restart. @default a new chain begins */
  last?(): Promise<Pick<AuditRecord, 'seq' | 'hash'> | undefined>;
}
