import { WebhookError } from '../webhook-error.js';

/**
 * Returns the request where nobody has read it, else one whose reading fails with what to do about it: the handler then
 * refuses it, and reports it, as it does all others.
 */
export function unreadRequest(request: Request, hint: string): Request {
  const isRead = request.bodyUsed || request.body?.locked === true;
  if (!isRead) return request;
  return brokenRequest(request, {
    what: 'the body of the Request was read before, so the signed bytes are gone',
    hint,
  });
}

/** Makes a request whose body cannot be read, because a parser was there before. */
export function brokenRequest(
  { url, method, headers }: Pick<Request, 'url' | 'method' | 'headers'>,
  why: { readonly what: string; readonly hint: string },
): Request {
  const error = new WebhookError('webhook_body_already_parsed', why);
  const body = new ReadableStream({ start: (controller) => controller.error(error) });
  const init = { method, headers, body, duplex: 'half' as const };
  return new Request(url, init);
}
