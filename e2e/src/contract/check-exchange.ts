import addFormats from 'ajv-formats';
import { OpenAPIBackend, type AjvCustomizer, type Request as ApiRequest } from 'openapi-backend';
import { closedDocument } from './closed-document.ts';

/** A request and its answer, as they went over the wire. */
export interface WireExchange {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly requestBody: string;
  readonly status: number;
  readonly answerBody: string;
}

/** What an exchange turned out to be. */
export interface CheckedExchange {
  readonly operation: string | undefined;
  /** What is wrong with the request. */
  readonly request: readonly string[];
  /** What is wrong with the answer. */
  readonly answer: readonly string[];
}

/** Makes a checker of exchanges by the OpenAPI document alone; the validator knows nothing of our code. */
export async function createExchangeCheck(): Promise<(exchange: WireExchange) => CheckedExchange> {
  // One compiler for all operations: most refusals are the same objects, and compile once.
  const compilers = new Map<string, ReturnType<AjvCustomizer>>();
  const api = new OpenAPIBackend({
    definition: closedDocument(),
    // The linter checks the document itself; what is built in here knows OpenAPI 3.0 only.
    quick: true,
    ajvOpts: { strict: false },
    customizeAjv: (fresh, _options, context) => {
      const shared = compilers.get(context) ?? addFormats.default(fresh);
      compilers.set(context, shared);
      return shared;
    },
    handlers: {},
  });
  await api.init();

  return function check(exchange) {
    const { method, path, headers, requestBody, status, answerBody } = exchange;
    const request: ApiRequest = {
      method,
      path,
      headers: { ...headers },
      ...(requestBody !== '' && { body: requestBody }),
    };
    const operation = api.router.matchOperation(request);
    if (operation?.operationId === undefined)
      return { operation: undefined, request: [`${method} ${path} is no operation`], answer: [] };
    const id = operation.operationId;
    const found = api.validateRequest(request, operation).errors ?? [];
    const declared = Object.keys(operation.responses ?? {}).includes(String(status));
    const answer = answerBody === '' ? null : JSON.parse(answerBody);
    const wrong = declared ? (api.validator.validateResponse(answer, operation, status).errors ?? []) : [];
    return {
      operation: id,
      request: found.map((error) => told(id, error)),
      answer: declared
        ? wrong.map((error) => told(id, error))
        : [`${id} answered ${status}, which is not described`],
    };
  };
}

function told(
  operation: string,
  error: { readonly instancePath?: string; readonly message?: string },
): string {
  return `${operation}: ${error.instancePath ?? ''} ${error.message ?? 'is wrong'}`;
}
