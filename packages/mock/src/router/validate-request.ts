import type { Issue } from '@fanfare/contract';
import type { Operation } from '@fanfare/contract/operations';
import { refuse } from '../refusal.js';
import { decodeQuery } from './decode-query.js';
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
 * @throws {MockRefusal} `validation_error`, with an issue for every place that is wrong.
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
  return refuse('validation_error', 'The request does not fit the contract; see issues.', { issues });
}

function readJson({ contentType, body }: RawRequest): unknown {
  if (!/^application\/json\s*(;|$)/i.test(contentType ?? ''))
    return refuseBody('application/json', contentType);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body));
  } catch {
    return refuseBody('JSON in UTF-8', 'something else');
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
