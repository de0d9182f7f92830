import { serverErrors, type ServerErrorCode } from '@fanfare/contract';
import type { Fault } from '../faults/fault.js';
import { MockRefusal } from '../refusal.js';

/** Reads off a fault the refusal that stands in for carrying out the operation. */
export function faultRefusal({ code, status, retryAfter }: Fault): MockRefusal | undefined {
  const meant = code ?? (status === undefined ? undefined : codeOf(status));
  if (meant === undefined) return undefined;
  const extra =
    retryAfter === undefined
      ? {}
      : { retryAfter: /^\d+$/.test(retryAfter) ? Number(retryAfter) : retryAfter };
  return new MockRefusal(meant, 'This answer was asked for as a fault.', extra);
}

function codeOf(status: number): ServerErrorCode {
  const codes = Object.keys(serverErrors) as ServerErrorCode[]; // the keys of a literal table
  return (
    codes.find((code) => serverErrors[code].status === status) ??
    (status < 500 ? 'conflict' : 'internal_error')
  );
}
