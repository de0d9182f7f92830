import { auditGenesis, auditHashInput } from '@fanfare/contract/audit';
import type { AuditAnchor, AuditTenant } from '@fanfare/contract/admin';
import { sha256Hex } from '../sha256-hex.js';
import type { AuditRecord, AuditSink } from './audit-sink.js';
import type { Deadline } from './create-deadline.js';

/** A record before it has its place in the chain. */
export type UnsealedRecord = Omit<AuditRecord, 'seq' | 'tenant' | 'prevHash' | 'hash'>;

/** Links records by their hashes. */
export interface HashChain {
  /** Writes a record at the end of the chain, which is longer only where that succeeds. */
  append(record: UnsealedRecord): Promise<void>;
  /** Where the chain begins and ends. */
  ends(): Promise<Pick<AuditAnchor, 'start' | 'head'>>;
}

/** What a chain is made of. */
export interface HashChainOptions {
  readonly sink: AuditSink;
  readonly tenant: AuditTenant;
  /** Bounds every call of the sink. */
  readonly within: Deadline;
}

/** Makes a chain that goes on where the sink says that it ended. */
export function createHashChain({ sink, tenant, within }: HashChainOptions): HashChain {
  let start: AuditAnchor['start'] | undefined;
  let head: AuditAnchor['head'] = { seq: 0, hash: auditGenesis };
  let beginning: Promise<AuditAnchor['start']> | undefined;

  /** Finds where the chain stands; a sink that cannot tell is down, and is asked again. */
  async function find(): Promise<AuditAnchor['start']> {
    try {
      head = checkLast(await within(async () => sink.last?.())) ?? head;
      return (start = { seq: head.seq + 1, prevHash: head.hash });
    } finally {
      beginning = undefined;
    }
  }
  const begin = async (): Promise<AuditAnchor['start']> => start ?? (beginning ??= find());

  return {
    async append(record) {
      await begin();
      const unsealed = {
        ...record,
        seq: head.seq + 1,
        tenant,
        prevHash: head.hash,
      };
      const hash = await sha256Hex(auditHashInput(unsealed));
      await within(async (signal) => sink.write({ ...unsealed, hash }, { signal }));
      head = { seq: unsealed.seq, hash };
    },
    async ends() {
      return { start: await begin(), head };
    },
  };
}

function checkLast(last: unknown): AuditAnchor['head'] | undefined {
  if (last === undefined) return undefined;
  const { seq, hash } = (last ?? {}) as { readonly seq?: unknown; readonly hash?: unknown }; // whatever a sink answers has properties then
  if (typeof seq === 'number' && Number.isSafeInteger(seq) && seq > 0 && isHash(hash)) return { seq, hash };
  throw new TypeError('last() of the sink must tell seq and hash of a record, or nothing.');
}

function isHash(hash: unknown): hash is string {
  return typeof hash === 'string' && /^[0-9a-f]{64}$/.test(hash);
}
