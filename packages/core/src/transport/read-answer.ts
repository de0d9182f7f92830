import { ResponseError } from '../errors/error-classes.js';
import { errorFromAnswer } from '../errors/error-from-answer.js';
import { isJson } from '../errors/is-json.js';
import type { RefusalReader } from '../errors/refusal-reader.js';
import { redactText } from '../redaction/redact-text.js';
import type { Reply } from './exchange.js';
import type { Answer } from './transport.js';

/** Which call an answer belongs to. */
export interface AnswerContext {
  readonly operation: string;
  readonly attempts: number;
  /** The present time, in milliseconds since the epoch. */
  readonly now: number;
  readonly refusals: RefusalReader;
  /** Ends the wait for what reads a refusal. */
  readonly signal: AbortSignal;
}

const emptyStatus = 204;
// The successes that the platform documents; 206, for one, is a part of an answer that says nothing about the rest.
const successes: readonly number[] = [200, 201, emptyStatus];

/**
 * Reads a complete reply.
 *
 * @throws the error of a refusal, or ResponseError `invalid_response` where a success is not JSON or not one
 *   that the platform gives.
 */
export async function readAnswer(reply: Reply, context: AnswerContext): Promise<Answer> {
  const { status, headers, requestId } = reply;
  const { operation, attempts, now, refusals, signal } = context;
  if (status < 200 || status > 299) {
    const body = new TextDecoder().decode(reply.body);
    const refusal = await refusals.read({ status, headers, body, now }, signal);
    throw errorFromAnswer(refusal, { operation, attempts });
  }
  if (!successes.includes(status)) throw mistyped(reply, context, 'is none that the platform gives');
  const data = status === emptyStatus ? undefined : readJson(reply, context);
  return { status, data, headers, requestId, attempts };
}

let decoder: TextDecoder | undefined;

function readJson(reply: Reply, context: AnswerContext): unknown {
  const contentType = reply.headers.get('content-type');
  if (reply.body.byteLength === 0) throw mistyped(reply, context, 'has no body');
  if (!isJson(contentType)) {
    throw mistyped(
      reply,
      context,
      `is ${shortType(contentType)}, not JSON. Check the address of the service`,
    );
  }
  try {
    decoder ??= new TextDecoder('utf-8', { fatal: true }); // one for all: it keeps nothing between two calls
    return JSON.parse(decoder.decode(reply.body)) as unknown;
  } catch {
    // Without the cause: its message quotes the body, which may hold tokens.
    throw mistyped(reply, context, 'is not well-formed JSON');
  }
}

function mistyped(reply: Reply, context: AnswerContext, what: string): ResponseError {
  const { status, requestId } = reply;
  return new ResponseError(`${context.operation} failed: the answer (status ${status}) ${what}.`, {
    code: 'invalid_response',
    status,
    requestId,
    attempts: context.attempts,
  });
}

function shortType(contentType: string | null): string {
  return contentType === null ? 'of no type' : redactText(contentType).slice(0, 60);
}
