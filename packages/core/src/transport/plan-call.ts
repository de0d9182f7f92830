import { headers as headerNames } from '@fanfare/contract';
import { OptionsError } from '../errors/error-classes.js';
import { checkLimits } from '../options/check-limits.js';
import { buildUrl } from './build-url.js';
import { encodeBody } from './encode-body.js';
import { mergeHeaders } from './merge-headers.js';
import { mayRepeat } from './retry-rule.js';
import type { Settings } from './settings.js';
import type { Call } from './transport.js';

/** A call with everything decided that stays the same over its attempts. */
export interface Plan {
  readonly call: Call;
  /** What messages call it. */
  readonly name: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer> | undefined;
  readonly timeoutMs: number;
  readonly totalTimeoutMs: number;
  /** How many attempts the row and the options allow. */
  readonly maxAttempts: number;
}

/**
 * Plans a call, and refuses what must not be sent.
 *
 * @throws RequestError `invalid_request`; OptionsError `invalid_options`.
 */
export function planCall(call: Call, settings: Settings): Plan {
  const name = call.name ?? call.route.id;
  const route = { ...call.route, id: name }; // which is all that refusals say of it
  const bounds = checkLimits({
    timeoutMs: call.timeoutMs ?? settings.timeoutMs,
    totalTimeoutMs: call.totalTimeoutMs ?? settings.totalTimeoutMs,
    maxRetries: call.maxRetries ?? settings.maxRetries,
  });
  const url = buildUrl(route, settings.urls, { params: call.params, query: call.query });
  const body = encodeBody(route, call.body);
  const headers = mergeHeaders(name, [
    { accept: 'application/json' },
    body === undefined ? {} : { 'content-type': 'application/json' },
    settings.apiVersion === undefined ? {} : { [headerNames.apiVersion]: settings.apiVersion },
    call.headers ?? {},
    idempotencyHeaders({ ...call, route }, settings),
  ]);
  const repeatable = mayRepeat(route, settings.idempotencyHeader);
  const maxAttempts = repeatable ? bounds.maxRetries + 1 : 1;
  return { call, name, url, headers, body, ...bounds, maxAttempts };
}

function idempotencyHeaders(call: Call, settings: Settings): Record<string, string> {
  const { route, idempotencyKey } = call;
  const carries =
    settings.idempotencyKeyOn === 'unsafe'
      ? route.method !== 'GET'
      : route.retry === 'header' && settings.idempotencyHeader;
  if (carries) return { [headerNames.idempotencyKey]: idempotencyKey ?? settings.newIdempotencyKey() };
  if (idempotencyKey === undefined) return {};
  // Dropping it silently would leave the caller believing that a repeat is harmless.
  throw new OptionsError(`${route.id} takes no idempotencyKey: the platform would not see it. Leave it out.`);
}
