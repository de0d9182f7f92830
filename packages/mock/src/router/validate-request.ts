import { cardNumberRefusal } from '@fanfare/contract';
import type { Operation } from '@fanfare/contract/operations';
import { refuse } from '../refusal.js';
import type { ParsedBody } from './body-reader.js';
import { decodeQuery } from './decode-query.js';
import { requestIssues, type WrongPart } from './request-issues.js';

/** A request as it arrived. */
export interface RawRequest {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly readJson: () => ParsedBody;
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
  const wrong: WrongPart[] = [];
  const check = (part: WrongPart['part'], value: unknown): unknown => {
    const result = operation[part]?.safeParse(value);
    if (result?.success === false) wrong.push({ part, value, found: result.error.issues });
    return result?.data;
  };
  const params = check('params', raw.params);
  const query = check('query', decodeQuery(operation.query, raw.query));
  if (operation.query === undefined) wrong.push(...strayQuery(raw.query));
  const body = operation.body === undefined ? undefined : check('body', jsonOf(raw));
  if (wrong.length === 0) return { params, query, body };
  const issues = requestIssues(wrong);
  if (issues.some(({ message }) => message?.endsWith(cardNumberRefusal))) {
    refuse('card_data_not_allowed', 'Numbers of payment cards must not be kept here.', { issues });
  }
  return refuse('validation_error', 'The request does not fit the contract; see issues.', { issues });
}

/** What an operation without a query would ignore is refused, as what another one does not know is. */
function strayQuery(value: RawRequest['query']): WrongPart[] {
  const keys = Object.keys(value);
  if (keys.length === 0) return [];
  return [{ part: 'query', value, found: [{ code: 'unrecognized_keys', keys, path: [], message: '' }] }];
}

function jsonOf({ readJson }: RawRequest): unknown {
  const body = readJson();
  if ('value' in body) return body.value;
  const message = `body must be ${body.expected}`;
  const issue = { kind: 'validation', type: 'body', ...body, message, path: [] };
  return refuse('validation_error', `The ${message}.`, { issues: [issue] });
}
