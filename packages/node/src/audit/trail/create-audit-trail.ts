import { auditGenesis, auditHashInput } from '@fanfare/contract/audit';
import type { AuditAnchor, AuditTenant } from '@fanfare/contract/admin';
import { checkOptions, FanfareError, systemClock, type Clock } from '@fanfare/core/base';
import { checkClock, checkMethods, checkType, checkWhole } from '../../check-option.js';
import { sha256Hex } from '../sha256-hex.js';
import type { AuditRecord, AuditSink } from './audit-sink.js';
import { createSpool } from './spool.js';

/** How the calls of a client are written down. */
export interface AuditTrailOptions {
  readonly sink: AuditSink;
  /** Whose log it is; a verifier compares it. */
  readonly tenant: AuditTenant;
  /** How many records wait at most while the sink is down. @default 1_000 */
  readonly maxSpooled?: number | undefined;
  /** How long a privileged call waits for the sink before it is refused, in milliseconds. @default 5_000 */
  readonly timeoutMs?: number | undefined;
  /** Is told when the sink fails, once until it works again. @default nobody is told */
  readonly onSinkDown?: ((error: unknown) => void) | undefined;
  /** @default the system's */
  readonly clock?: Clock | undefined;
}

/** What is known of a call; the rest of the record is added. */
export type AuditFacts = Omit<AuditRecord, 'seq' | 'at' | 'tenant' | 'prevHash' | 'hash'>;

/** The merchant's own audit log: a chain of hashes that ends in a sink. */
export interface AuditTrail {
  /**
   * Writes a record before it resolves.
   *
   * @throws FanfareError `audit_unavailable`, where the sink is down or too slow; the record is kept for later.
   */
  require(facts: AuditFacts): Promise<void>;
  /** Writes a record as soon as the sink takes it; while too many wait, it is counted and let go. */
  spool(facts: AuditFacts): void;
  /** Waits until everything is written, or the sink fails. Resolves to how many records still wait. */
  flush(): Promise<number>;
  /** Where the chain begins and ends now, for `verifyAuditChain`. Keep it where whoever could change the log cannot reach. */
  anchor(): Promise<AuditAnchor>;
}

const known = ['sink', 'tenant', 'maxSpooled', 'timeoutMs', 'onSinkDown', 'clock'] as const;

/**
 * Creates an audit log of one's own for the option `audit` of a client. Privileged calls are refused while it cannot be
 * written, before anything is sent; other records wait in memory, and follow in their order.
 *
 * @throws OptionsError `invalid_options`, naming the option.
 * @example
 * ```ts
 * import { FanfareServer } from '@fanfare/node';
 * import { createAuditTrail, ndjsonFileSink } from '@fanfare/node/audit';
 *
 * const audit = createAuditTrail({
 *   sink: ndjsonFileSink({ path: '/var/log/shop/fanfare-audit.ndjson' }),
 *   tenant: { organizationId: 'org_aurora', mode: 'live' },
 * });
 * const fanfare = new FanfareServer({ secretKey: process.env['FANFARE_SECRET_KEY'] ?? '', audit });
 * ```
 */
export function createAuditTrail(options: AuditTrailOptions): AuditTrail {
  checkOptions(options, known, 'createAuditTrail');
  const { sink, tenant, maxSpooled = 1_000, timeoutMs = 5_000, onSinkDown, clock = systemClock } = options;
  checkMethods({ sink }, ['write']);
  checkType({ tenant: tenant as unknown, sink: sink as unknown }, 'object');
  checkType({ onSinkDown }, 'function');
  checkWhole({ maxSpooled, timeoutMs }, { min: 1 });
  checkClock(clock);

  let start: AuditAnchor['start'] | undefined;
  let head: AuditAnchor['head'] = { seq: 0, hash: auditGenesis };
  let turn: Promise<unknown> = Promise.resolve();
  const spool = createSpool<AuditRecord>({
    write: (record) => sink.write(record),
    max: maxSpooled,
    onDown: onSinkDown,
  });

  /** Finds where the chain stands; a sink that cannot tell is down. */
  async function begin(): Promise<void> {
    if (start !== undefined) return;
    const last = await sink.last?.();
    head = last === undefined ? head : { seq: last.seq, hash: last.hash };
    start = { seq: head.seq + 1, prevHash: head.hash };
  }

  async function chain(facts: AuditFacts): Promise<void> {
    await begin();
    if (spool.lost() > 0 && spool.hasRoom(2)) {
      const count = spool.takeLost();
      await add({ action: 'audit.gap', outcome: 'lost', callId: '', target: {}, count });
    }
    if (!spool.hasRoom(1)) return spool.lose();
    await add(facts);
  }

  async function add(facts: AuditFacts): Promise<void> {
    const at = new Date(clock.now()).toISOString();
    const { organizationId, mode } = tenant;
    const unsealed = {
      seq: head.seq + 1,
      at,
      tenant: { organizationId, mode },
      ...facts,
      prevHash: head.hash,
    };
    const record = { ...unsealed, hash: await sha256Hex(auditHashInput(unsealed)) };
    head = { seq: record.seq, hash: record.hash };
    spool.add(record);
  }

  /** One after another: each record names the hash of the one before it. */
  function inTurn(run: () => Promise<void>): Promise<void> {
    const next = turn.then(run);
    turn = next.catch(() => undefined);
    return next;
  }

  async function write(facts: AuditFacts): Promise<void> {
    const room = spool.hasRoom(1);
    await inTurn(() => chain(facts));
    if (!room || (await spool.drain()) > 0) throw new Error('The sink takes nothing.');
  }

  return {
    async require(facts) {
      try {
        await withDeadline(write(facts), { clock, timeoutMs });
      } catch (cause) {
        throw new FanfareError(
          `${facts.action} was not sent: it must be written down first, and the audit log cannot be written. Look after the sink.`,
          { code: 'audit_unavailable', retryable: true, cause },
        );
      }
    },
    spool(facts) {
      void inTurn(() => chain(facts))
        .then(() => spool.drain())
        .catch((error: unknown) => spool.lose(error));
    },
    async flush() {
      await turn;
      return spool.drain();
    },
    async anchor() {
      await inTurn(begin);
      const { organizationId, mode } = tenant;
      const at = new Date(clock.now()).toISOString();
      return {
        tenant: { organizationId, mode },
        at,
        start: start ?? { seq: 1, prevHash: auditGenesis },
        head,
      };
    },
  };
}

function withDeadline(
  work: Promise<void>,
  { clock, timeoutMs }: { readonly clock: Clock; readonly timeoutMs: number },
): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = clock.setTimeout(
      () => reject(new Error(`The sink took longer than ${timeoutMs} ms.`)),
      timeoutMs,
    );
    work.then(resolve, reject).finally(stop);
  });
}
