import type { ServerErrorCode } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import type { LoggedRequest } from '../state/request-log.js';

/** What the platform has done since it started, or was reset, in numbers. */
export interface MockStats {
  /** Since when is counted, as an ISO 8601 text on the platform's clock. */
  readonly since: string;
  readonly requests: number;
  /** How often each operation was answered with each status; `none` is what reached no operation, or got no answer. */
  readonly byOperation: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** How often operations refused with each code. */
  readonly refusals: Readonly<Partial<Record<ServerErrorCode, number>>>;
  /** How many answers were a 429, for whatever reason. */
  readonly tooMany: number;
  /** How many answers were a 401, and how many said that the platform failed. */
  readonly unauthorized: number;
  readonly failed: number;
  /** Access tokens that were handed out, those of refreshes among them. */
  readonly tokensIssued: number;
  readonly refreshes: number;
}

/** The part that counts. */
export interface Stats {
  /** Counts a request when its answer is sent, or when it is known that none will be; not one of the control surface. */
  answered(request: LoggedRequest): void;
  refused(code: ServerErrorCode): void;
  issued(how: 'sign-in' | 'refresh'): void;
  read(): MockStats;
}

/** Makes counters that stand at nothing. */
export function createStats({ clock }: MockContext): Stats {
  const since = new Date(clock.now()).toISOString();
  const byOperation = new Map<string, Map<string, number>>();
  const refusals = new Map<string, number>();
  const tokens = { 'sign-in': 0, refresh: 0 };
  const countOf = (fits: (status: string) => boolean): number =>
    [...byOperation.values()]
      .flatMap((statuses) => [...statuses])
      .reduce((sum, [status, count]) => (fits(status) ? sum + count : sum), 0);

  return {
    answered({ operation = 'none', status = 'none', path }) {
      if (path.startsWith(control)) return; // whoever looks at the numbers is not among them
      const statuses = byOperation.get(operation) ?? new Map<string, number>();
      byOperation.set(operation, statuses);
      addOne(statuses, String(status));
    },
    refused: (code) => addOne(refusals, code),
    issued: (how) => void (tokens[how] += 1),
    read: () => ({
      since,
      requests: countOf(() => true),
      byOperation: Object.fromEntries(
        [...byOperation].map(([operation, statuses]) => [operation, Object.fromEntries(statuses)]),
      ),
      refusals: Object.fromEntries(refusals),
      tooMany: countOf((status) => status === '429'),
      unauthorized: countOf((status) => status === '401'),
      failed: countOf((status) => status.startsWith('5')),
      tokensIssued: tokens['sign-in'] + tokens.refresh,
      refreshes: tokens.refresh,
    }),
  };
}

const control = '/__mock/';

function addOne(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
