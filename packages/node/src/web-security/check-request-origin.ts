import { PermissionError } from '@fanfare/core/base';
import { csrfRefusals, type CsrfErrorCode } from '@fanfare/contract';

/**
 * Refuses a request that a page of somebody else made the browser send: its `Origin` must be one of the list, exactly, and
 * `Sec-Fetch-Site`, where a browser sends it, must be `same-origin`: a page on another host of the same site cannot read the token's cookie,
 * so it has no business here. A request that tells neither is refused, too.
 *
 * @throws PermissionError `csrf_origin_refused`
 */
export function checkRequestOrigin({ headers }: Request, origins: ReadonlySet<string>): void {
  const origin = headers.get('origin');
  const site = headers.get('sec-fetch-site');
  const isListed = origin === null ? site === 'same-origin' : origins.has(origin);
  if (isListed && (site === null || site === 'same-origin')) return;
  throw csrfError('csrf_origin_refused');
}

/** Refuses a request that may only read, where the browser says that a page of another origin asks for it. */
export function checkReaderOrigin({ headers }: Request, origins: ReadonlySet<string>): void {
  const origin = headers.get('origin');
  const site = headers.get('sec-fetch-site');
  if (site !== 'cross-site' && site !== 'same-site' && (origin === null || origins.has(origin))) return;
  throw csrfError('csrf_origin_refused');
}

/** Makes the error of a request that may be forged. */
export function csrfError(code: CsrfErrorCode): PermissionError {
  return new PermissionError(`The request was refused: ${csrfRefusals[code]}`, { code, status: 403 });
}
