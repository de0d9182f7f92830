import { cardNumberRefusal, limits, type Issue } from '@fanfare/contract';
import type { Operation } from '@fanfare/contract/operations';
import { refuse } from '../refusal.js';
import { decodeQuery } from './decode-query.js';
import { jsonDepth } from './json-depth.js';
import { requestIssues } from './request-issues.js';

/** A request as it arrived. */
export interface RawRequest {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly contentType: string | null;
  readonly body: Uint8Array;
}

/** A request as the handler may trust it. */
export interface ValidRequest {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/**
 * Checks a request against the row of its operation.
 *
 * @throws {MockRefusal} `validation_error`, with an issue for every place that is wrong; `card_data_not_allowed` where
 *   a free text is refused for the number of a payment card.
 */
export function validateRequest(operation: Operation, raw: RawRequest): ValidRequest {
  const issues: Issue[] = [];
  const check = (part: 'params' | 'query' | 'body', value: unknown): unknown => {
    const result = operation[part]?.safeParse(value);
    if (result?.success === false) issues.push(...requestIssues({ part, value }, result.error.issues));
    return result?.data;
  };
  const params = check('params', raw.params);
  const query = check('query', decodeQuery(operation.query, raw.query));
  const body = operation.body === undefined ? undefined : check('body', readJson(raw));
  if (issues.length === 0) return { params, query, body };
  if (issues.some(({ message }) => message?.endsWith(cardNumberRefusal))) {
    refuse('card_data_not_allowed', 'Numbers of payment cards must not be kept here.', { issues });
  }
  return refuse('validation_error', 'The request does not fit the contract; see issues.', { issues });
}

function readJson({ contentType, body }: RawRequest): unknown {
  if (!/^application\/json\s*(;|$)/i.test(contentType ?? ''))
    return refuseBody('application/json', contentType);
  const text = textOf(body);
  // Before it is parsed: what walks through it afterwards goes as deep as it is.
  if (jsonDepth(text) > limits.jsonDepth)
    return refuseBody(`JSON of at most ${String(limits.jsonDepth)} levels`, 'more levels');
  try {
    return JSON.parse(text);
  } catch {
    return refuseBody('JSON in UTF-8', 'something else');
  }
}

/** Reads UTF-8; nothing, which is no JSON either, where it is something else. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return '';
  }
}

function refuseBody(expected: string, received: string | null): never {
  const message = `body must be ${expected}`;
  const issue = {
    kind: 'validation',
    type: 'body',
    expected,
    received: received ?? 'nothing',
    message,
    path: [],
  };
  return refuse('validation_error', `The ${message}.`, { issues: [issue] });
}
