import type { StoredAnswer } from '../state/idempotency-store.js';

/** Leaves out a body that the caller says to have already (RFC 9110 §13.1.2). */
export function unlessKnown(
  answer: StoredAnswer,
  { request, answerHeaders }: { readonly request: Request; readonly answerHeaders: Headers },
): StoredAnswer {
  const etag = answerHeaders.get('etag');
  const known = request.headers.get('if-none-match');
  if (etag === null || known === null || answer.status !== 200) return answer;
  const isKnown = known.split(',').some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, '')));
  return isKnown ? { status: 304, body: undefined } : answer;
}
