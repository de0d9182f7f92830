import { canonicalJson } from '@fanfare/contract';
import type { AuditAnchor, AuditTenant } from '@fanfare/contract/admin';
import { checkOptions, FanfareError, OptionsError, systemClock, type Clock } from '@fanfare/core/base';
import { checkClock, checkMethods, checkType, checkWhole } from '../../check-option.js';
import type { AuditRecord, AuditSink } from './audit-sink.js';
import { createDeadline } from './create-deadline.js';
import { createHashChain, type UnsealedRecord } from './hash-chain.js';
import { createSpool } from './spool.js';

/** How the calls of a client are written down. */
export interface AuditTrailOptions {
  readonly sink: AuditSink;
  /** Whose log it is; a verifier compares it. */
  readonly tenant: AuditTenant;
  /** How many records wait at most, such as while the sink is down. @default 1_000 */
  readonly maxSpooled?: number | undefined;
  /**
   * How long a privileged call waits for the sink before it is refused, in milliseconds, and how long the sink may take
   * for one record before it counts as down. @default 5_000
   */
  readonly timeoutMs?: number | undefined;
  /** Is told when the sink fails or hangs, once until it works again. @default nobody is told */
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
  /**
   * Waits until everything is written, or the sink fails. Resolves to how many records still wait. Call it before the
   * process ends: what waits is in memory alone.
   */
  flush(): Promise<number>;
  /**
   * Tells where the chain that is written begins and ends, for `verifyAuditChain`. Keep it where whoever could change
   * the log cannot reach.
   *
   * @throws what `last` of the sink throws.
   */
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
  checkMethods({ sink: sink ?? null }, ['write']);
  const { organizationId, mode } = checkTenant(tenant);
  checkType({ onSinkDown }, 'function');
  checkWhole({ maxSpooled, timeoutMs }, { min: 1 });
  checkClock(clock);

  const within = createDeadline({ clock, timeoutMs });
  const chain = createHashChain({ sink, tenant: { organizationId, mode }, within });
  const now = (): string => new Date(clock.now()).toISOString();
  const spool = createSpool<UnsealedRecord>({
    write: (record) => chain.append(record),
    max: maxSpooled,
    gap: (count) => ({ action: 'audit.gap', outcome: 'lost', callId: '', target: {}, count, at: now() }),
    onDown: onSinkDown,
  });

  /** A copy, checked: what cannot be written would hold up everything behind it. */
  const record = (facts: AuditFacts): UnsealedRecord =>
    JSON.parse(canonicalJson({ ...facts, at: now() })) as UnsealedRecord;

  async function write(facts: AuditFacts): Promise<void> {
    const unsealed = record(facts);
    try {
      await within((signal) => spool.write(unsealed, () => !signal.aborted));
    } catch (error) {
      spool.fail(error);
      throw error;
    }
  }

  return {
    async require(facts) {
      try {
        await write(facts);
      } catch (cause) {
        throw new FanfareError(
          `${facts.action} was not sent: it must be written down first, and the audit log cannot be written. Look after the sink.`,
          { code: 'audit_unavailable', retryable: true, cause },
        );
      }
    },
    spool(facts) {
      try {
        spool.add(record(facts));
      } catch {
        spool.lose();
      }
      void spool.drain();
    },
    flush: () => spool.drain(),
    async anchor() {
      return { tenant: { organizationId, mode }, at: now(), ...(await chain.ends()) };
    },
  };
}

function checkTenant(tenant: unknown): AuditTenant {
  const { organizationId, mode } = Object(tenant) as Partial<Record<keyof AuditTenant, unknown>>; // whatever was given
  if (typeof organizationId !== 'string' || organizationId === '') {
    throw new OptionsError('tenant.organizationId must be the id of the organization whose log it is.');
  }
  if (mode !== 'test' && mode !== 'live') throw new OptionsError('tenant.mode must be "test" or "live".');
  return { organizationId, mode };
}
