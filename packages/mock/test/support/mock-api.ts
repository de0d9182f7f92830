import { servicePath, type AuthSession, type ErrorBody } from '@fanfare/contract';
import { operationList, type Operation, type OperationId } from '@fanfare/contract/operations';
import type { MockPlatform, WorldKeys } from '@fanfare/mock';
import { signRequest, type SignOptions } from './sign-request.js';

/** How a test calls an operation. */
export interface TestCall {
  readonly params?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** As it stands, instead of JSON made from `body`. */
  readonly rawBody?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly pk?: string;
  readonly token?: string;
  /** Sent as a bearer. */
  readonly sk?: string;
  /** Signs the request. */
  readonly signedBy?: string;
  readonly sign?: Partial<SignOptions>;
  readonly query?: string;
}

/** What came back. */
export interface TestAnswer<Body = unknown> {
  readonly status: number;
  readonly body: Body;
  readonly error: string | undefined;
  readonly headers: Headers;
}

/** Finds the row of an operation. */
export function operationOf(id: OperationId): Operation {
  const found = operationList.find((operation) => operation.id === id);
  if (found === undefined) throw new Error(`no operation ${id}`);
  return found;
}

/** The address of an operation. */
export function urlOf(
  origin: string,
  id: OperationId,
  params: Readonly<Record<string, string>> = {},
): string {
  const { service, path } = operationOf(id);
  return origin + servicePath(service) + path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '');
}

/** Calls a platform the way an SDK would, in the process or over HTTP. */
export function mockApi(platform: Pick<MockPlatform, 'fetch' | 'origin' | 'clock'>) {
  async function call<Body = unknown>(id: OperationId, given: TestCall = {}): Promise<TestAnswer<Body>> {
    const { method } = operationOf(id);
    const url = urlOf(platform.origin, id, given.params) + (given.query ?? '');
    const body = given.rawBody ?? (given.body === undefined ? undefined : JSON.stringify(given.body));
    const created = Math.floor(platform.clock.now() / 1000);
    const bearer = given.sk ?? given.token;
    const headers = {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(given.pk !== undefined && { 'x-publishable-key': given.pk }),
      ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
      ...(given.signedBy !== undefined &&
        signRequest(given.signedBy, { method, url, body }, { created, ...given.sign })),
      ...given.headers,
    };
    const answer = await platform.fetch(url, { method, headers, ...(body !== undefined && { body }) });
    const text = await textOf(answer);
    const parsed: unknown = text === '' ? undefined : JSON.parse(text);
    const error = answer.ok ? undefined : (parsed as ErrorBody | undefined)?.error;
    return { status: answer.status, body: parsed as Body, error, headers: answer.headers };
  }

  return {
    call,
    async guest({ publishable }: WorldKeys): Promise<AuthSession> {
      return (await call<AuthSession>('auth.guest', { pk: publishable })).body;
    },
  };
}

/** Reads an answer to its end; a stream has none, and is left as soon as it began. */
async function textOf(answer: Response): Promise<string> {
  if (answer.headers.get('content-type')?.startsWith('text/event-stream') !== true) return answer.text();
  await answer.body?.cancel();
  return '';
}
