import type { FanfareErrorCode } from '@fanfare/contract';

/** What a status says by itself, where the body says nothing more. */
export const statusCodes: Readonly<Record<number, FanfareErrorCode>> = {
  400: 'validation_error',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  413: 'payload_too_large',
  422: 'validation_error',
  423: 'not_open',
  429: 'rate_limited',
  431: 'headers_too_large',
  502: 'service_unavailable',
  503: 'service_unavailable',
  504: 'service_unavailable',
};

/** Names what a status says by itself. */
export function codeOfStatus(status: number): FanfareErrorCode {
  return statusCodes[status] ?? (status >= 500 ? 'internal_error' : 'invalid_request');
}
