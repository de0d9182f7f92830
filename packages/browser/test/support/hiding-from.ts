import type { Shop } from './shop.js';

/** Answers as a page of another origin sees them that may read no header; with `saysNothing`, of a platform whose refusals give no advice. */
export function hidingFrom(
  shop: Shop,
  { saysNothing = false }: { readonly saysNothing?: boolean } = {},
): typeof fetch {
  return async (input, init) => {
    const answer = await shop.fetchFrom('tab')(input, init);
    const headers = new Headers({ 'content-type': answer.headers.get('content-type') ?? '' });
    if (answer.status !== 401 || !saysNothing) {
      return new Response(answer.body, { status: answer.status, headers });
    }
    const { details: _, ...body } = (await answer.json()) as { readonly details?: unknown }; // a refusal is an object
    return Response.json(body, { status: answer.status });
  };
}
