import { fromLatin1 } from '../../bytes/latin1.js';
import type { LambdaWebhookEvent } from './lambda-event.js';
import { brokenRequest } from './unread-request.js';

const hint =
  'On AWS Lambda, use a proxy integration, and let no middleware (such as http-json-body-parser of middy) run before: event.body has to be the string that arrived.';

/** Makes a `Request` of the event of a function. */
export function lambdaRequest(event: LambdaWebhookEvent): Request {
  const method = event.httpMethod ?? event.requestContext?.http?.method ?? 'GET';
  const headers = headersOf(event);
  const url = urlOf(event, headers.get('host'));
  if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers });
  const body = bodyOf(event);
  if (body !== undefined) return new Request(url, { method, headers, body });
  const what = 'the body of the event is not the string that arrived, so the signed bytes are gone';
  return brokenRequest({ url, method, headers }, { what, hint });
}

/** A request without a body has `null` in its place, and a load balancer an empty string. */
function bodyOf({ body, isBase64Encoded }: LambdaWebhookEvent): Uint8Array<ArrayBuffer> | undefined {
  const text = body ?? '';
  if (typeof text !== 'string') return undefined;
  if (isBase64Encoded !== true) return new TextEncoder().encode(text);
  try {
    return fromLatin1(atob(text));
  } catch {
    return undefined;
  }
}

/** The lists come first where there are any: the record beside them keeps only the last value of a header. */
function headersOf({ headers, multiValueHeaders, cookies }: LambdaWebhookEvent): Headers {
  const result = new Headers();
  for (const [name, values] of Object.entries(multiValueHeaders ?? headers ?? {})) {
    for (const value of [values ?? []].flat()) result.append(name, value);
  }
  if (cookies !== undefined) result.set('cookie', cookies.join('; '));
  return result;
}

function urlOf({ rawPath, path }: LambdaWebhookEvent, host: string | null): string {
  const candidate = `https://${host ?? 'localhost'}${rawPath ?? path ?? '/'}`;
  return URL.canParse(candidate) ? candidate : 'https://localhost/';
}
