import { RequestError, ResponseError, type Answer, type Call, type Transport } from '@fanfare/core/base';
import type {
  Operation,
  OperationBody,
  OperationId,
  OperationParams,
  OperationQuery,
  OperationResponse,
} from '@fanfare/contract/operations';
import { checkCallOptions, type UnsafeCallOptions } from './call-options.js';
import { stripSecretFields } from './strip-secret-fields.js';

/** What a call of an operation sends, besides its options. */
export interface OperateInput<Id extends OperationId> {
  readonly params?: OperationParams<Id>;
  readonly query?: OperationQuery<Id> | undefined;
  readonly body?: OperationBody<Id>;
  readonly options?: UnsafeCallOptions | undefined;
  /** What the caller called, for messages. @default the id of the operation */
  readonly name?: string;
  /** Maps the words of older platforms in an answer to today's. @default the answer is taken as it is */
  readonly renew?: (answer: unknown) => unknown;
  /** The only status that counts, where one success must not pass for another. */
  readonly status?: number;
}

/**
 * Calls an operation: checks the request against the contract, sends it, and checks the answer.
 *
 * @throws RequestError `invalid_request` before anything is sent, naming the paths that do not fit;
 *   ResponseError `invalid_response`, naming the path; what the transport throws.
 */
export type Operate = <Id extends OperationId>(
  id: Id,
  input: OperateInput<Id>,
) => Promise<OperationResponse<Id>>;

/** What loads with the first call only: zod with the schemas, and ky with the transport. */
export interface Machinery {
  readonly operations: ReadonlyMap<string, Operation>;
  readonly schemas: typeof import('@fanfare/contract/schemas');
  readonly transport: Transport;
  /** Adds what looks on, to a transport whose answers are checked already. @default nobody looks on */
  readonly watch?: ((transport: Transport) => Transport) | undefined;
  /** Encrypts fields of a body that was checked. */
  readonly encrypt?: ((body: object) => Promise<unknown>) | undefined;
}

/** Creates what calls operations. */
export function createOperate(load: () => Promise<Machinery>): Operate {
  return async function operate<Id extends OperationId>(id: Id, input: OperateInput<Id>) {
    const { operations, schemas, transport, watch, encrypt } = await load();
    const operation = operations.get(id);
    if (operation === undefined) throw new TypeError(`The contract has no operation ${id}.`);
    const { name = id, renew = (answer) => answer } = input;
    const unsafe = operation.method !== 'GET';
    const options = input.options ?? {};
    checkCallOptions(options, { id: name, unsafe });
    const check = (schema: Schema | undefined, value: unknown): unknown =>
      checked(schemas, { id: name, schema, value });
    const read: ReadAnswer = (answer) => {
      if (input.status !== undefined && answer.status !== input.status)
        throw otherStatus({ id: name, unsafe }, answer);
      stripSecretFields(answer.data);
      const received = { ...answer, data: renew(answer.data) };
      return readAnswer(schemas, { id: name, unsafe, schema: operation.response, answer: received });
    };
    const reading = readWith(read, transport);
    const answer = await (watch?.(reading) ?? reading).send({
      ...options,
      route: operation,
      name,
      // Path parameters are strings, and queries of single values and lists of them, in every row.
      params: check(operation.params, input.params) as Call['params'],
      query: check(operation.query, input.query ?? {}) as Call['query'],
      body: await encrypted(check(operation.body, input.body), encrypt),
      ...(unsafe && { idempotencyKey: options.idempotencyKey ?? crypto.randomUUID() }),
    });
    return answer.data as OperationResponse<Id>; // the row's own schema made it
  };
}

type ReadAnswer = (answer: Answer) => unknown;

/** Answers are read below what looks on, which is to hear of an answer what the caller hears. */
function readWith(read: ReadAnswer, transport: Transport): Transport {
  return {
    async send(call) {
      const answer = await transport.send(call);
      return { ...answer, data: read(answer) };
    },
  };
}

async function encrypted(body: unknown, encrypt: Machinery['encrypt']): Promise<unknown> {
  return encrypt === undefined || typeof body !== 'object' || body === null ? body : encrypt(body);
}

type Schema = NonNullable<Operation['response']>;

function checked(
  { mismatches }: Machinery['schemas'],
  request: { readonly id: string; readonly schema: Schema | undefined; readonly value: unknown },
): unknown {
  const { id, schema, value } = request;
  if (schema === undefined) return undefined;
  const parsed = parse(schema, value, id);
  if (parsed.success) return parsed.data;
  const issues = mismatches(parsed.error.issues);
  throw new RequestError(`${id} was not sent: ${sentence(issues)}.`, { code: 'invalid_request', issues });
}

function parse(schema: Schema, value: unknown, id: string): ReturnType<Schema['safeParse']> {
  try {
    return schema.safeParse(value);
  } catch (cause) {
    // A value that JSON cannot carry, such as a cycle, makes a check throw.
    throw new RequestError(`${id} was not sent: the arguments cannot be written as JSON.`, {
      code: 'invalid_request',
      cause,
    });
  }
}

function readAnswer(
  { fits, mismatches, withTolerance }: Machinery['schemas'],
  received: Called & { readonly schema: Schema | undefined; readonly answer: Answer },
): unknown {
  const { id, schema, answer } = received;
  if (schema === undefined) return undefined;
  const tolerant = withTolerance(schema, 'tolerant');
  if (fits(tolerant, answer.data)) return answer.data; // as a parse would return it, at a fraction of the time
  const parsed = tolerant.safeParse(answer.data);
  if (parsed.success) return parsed.data;
  const { status, requestId, attempts } = answer;
  const issues = mismatches(parsed.error.issues);
  throw new ResponseError(
    `${id} was answered with something that the contract does not describe: ${sentence(issues)}.${effect(received)}`,
    { code: 'invalid_response', status, requestId, attempts, issues, raw: answer.data },
  );
}

function otherStatus(called: Called, { status, requestId, attempts }: Answer): ResponseError {
  return new ResponseError(
    `${called.id} was answered with status ${status}, which is not the answer to it.${effect(called)}`,
    { code: 'invalid_response', status, requestId, attempts },
  );
}

interface Called {
  readonly id: string;
  /** The call was to change something. */
  readonly unsafe: boolean;
}

function effect({ unsafe }: Called): string {
  return unsafe ? ' The call may have taken effect.' : '';
}

function sentence(issues: readonly { readonly path: string; readonly message: string }[]): string {
  return issues.map(({ path, message }) => `${path === '' ? 'the body' : path} ${message}`).join('; ');
}
