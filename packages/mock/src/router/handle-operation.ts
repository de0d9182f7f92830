import type { Operation, OperationId } from '@fanfare/contract/operations';
import type { Context } from 'hono';
import { authenticate } from '../auth/authenticate.js';
import { readCredentials } from '../auth/credentials.js';
import { provePossession } from '../auth/dpop/prove-possession.js';
import type { MockContext } from '../context.js';
import { createFieldKeys } from '../encryption/encryption-keys.js';
import { openFields } from '../encryption/open-fields.js';
import type { MockEnv } from '../exchange.js';
import type { HandlerInput, OperationHandler } from '../handler.js';
import { guardServerOperation, guardTenant } from '../guard-origin.js';
import { holdsSecretKey } from '../log-request.js';
import { createAskedForDeliveries } from '../faults/asked-for-deliveries.js';
import { hang } from '../spoil/hang.js';
import { guardStreamCount } from '../streams/guard-stream-count.js';
import { streamAnswer } from '../streams/stream-answer.js';
import type { StreamSource } from '../streams/stream-source.js';
import type { StoredAnswer } from '../state/idempotency-store.js';
import { guardVersion } from '../versions/guard-version.js';
import { reshape } from '../versions/reshape.js';
import { bodyReader } from './body-reader.js';
import { callGuards } from './call-guards.js';
import { checkAnswer } from './check-answer.js';
import { countAttempt } from './count-attempt.js';
import { faultRefusal } from './fault-answer.js';
import { guardAddressRate } from './guard-rate.js';
import { handlers } from './handlers.js';
import { oncePerKey } from './once-per-key.js';
import { projectForPages } from './project-for-pages.js';
import { readerOf } from './read-before.js';
import { readBody } from './read-body.js';
import { answerWith, renderRefusal, toRefusal } from './render-refusal.js';
import { strikeCall } from './strike-call.js';
import { unlessKnown } from './unless-known.js';
import { validateRequest } from './validate-request.js';
import { watchCall } from './watch-call.js';

/** What the router needs of the platform. */
export interface RouterOptions {
  readonly context: MockContext;
  readonly isOwnAuthority: (authority: string) => boolean;
  readonly strict: boolean;
}

/** Makes what Hono calls for one operation: everything that its row says is done here, in this order. */
export function handleOperation(
  operation: Operation,
  options: RouterOptions,
): (c: Context<MockEnv>) => Promise<Response> {
  const { context, isOwnAuthority, strict } = options;
  const id = operation.id as OperationId; // the table is where the ids come from
  const reader = readerOf(operation);

  return async function handle(c): Promise<Response> {
    const { exchange } = c.env;
    const request = c.req.raw;
    exchange.logged.operation = id;
    const render = renderRefusal(operation, { context, exchange, strict });
    const answerHeaders = new Headers();
    const watch = watchCall({ operation, reader, context, exchange, request, params: c.req.param() });
    try {
      const fault = strikeCall({ operation, context, exchange, request });
      guardAddressRate({ context, exchange, answerHeaders });
      guardVersion({ context, request, answerHeaders });
      const body = await readBody(request);
      exchange.logged.containsSecretKey ||= holdsSecretKey(body);
      if (fault?.hang) return await hang(request.signal);
      if (fault?.resetConnection) return new Response(); // which nobody will see
      const refusal = fault && faultRefusal(fault);
      if (refusal !== undefined) throw refusal;

      guardServerOperation(operation, exchange);
      const credentials = readCredentials(request.headers);
      const proof = { context, credentials, request, body, isOwnAuthority };
      const principal = await authenticate(operation, proof);
      const { isEncrypted } = exchange;
      const possession = {
        context,
        operation,
        request,
        isEncrypted,
        credentials,
        isOwnAuthority,
        answerHeaders,
      };
      const proofKey = await provePossession(principal, possession);
      watch.proved(principal);
      const contentType = request.headers.get('content-type');
      const open = (value: unknown): unknown =>
        openFields(value, (kid) => context.use(createFieldKeys).find(kid));
      const readJson = bodyReader({ contentType, bytes: body }, open);
      const raw = { params: c.req.param(), query: c.req.query(), readJson };
      const proven = { operation, context, exchange, request, raw, principal, answerHeaders };
      for (const guard of callGuards) await guard(proven);
      const input = validateRequest(operation, raw);
      watch.understood(input);
      const call = { operation, context, principal, headers: request.headers, input, render };
      let stream: StreamSource<unknown> | undefined;
      const answer = await oncePerKey(call, async () => {
        const run = handlers[id] as OperationHandler<OperationId>;
        const given = {
          ...input,
          principal,
          context,
          answerHeaders,
          request: { id: exchange.id, headers: request.headers, proofKey },
        };
        const checked = given as unknown as HandlerInput<OperationId>; // by validateRequest and authenticate
        await watch.running(checked);
        const whole: unknown = await countAttempt({ ...call, exchange, body: input.body }, () =>
          context.use(createAskedForDeliveries).during(exchange.asked, async () => run(checked)),
        );
        if (operation.events !== undefined) {
          stream = whole as StreamSource<unknown>; // as handlers of such rows answer
          return { status: 200, body: undefined };
        }
        const result = projectForPages(whole, principal);
        const wrong = strict ? checkAnswer(operation, result) : undefined;
        if (wrong !== undefined) throw new Error(wrong);
        return { status: operation.response === undefined ? 204 : 200, body: result } satisfies StoredAnswer;
      });
      if (stream !== undefined) {
        const check = async (): Promise<void> =>
          guardTenant({ ...proven, principal: await authenticate(operation, proof) });
        const owner = guardStreamCount(context, { principal, address: exchange.address });
        const given = { ...call, strict, request, headers: answerHeaders, owner, check };
        const opened = streamAnswer(stream, given);
        watch.answered(answer);
        return opened;
      }
      watch.answered(answer);
      const told = { ...answer, body: reshape(operation.response, { context, value: answer.body }) };
      return answerWith(unlessKnown(told, { request, answerHeaders }), answerHeaders);
    } catch (error) {
      if (request.signal.aborted && error === request.signal.reason) throw error;
      const refusal = toRefusal(error, { context, operation: id });
      watch.refused(refusal);
      return answerWith(render(refusal), answerHeaders);
    }
  };
}
