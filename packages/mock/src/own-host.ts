import type { MockContext } from './context.js';

/** What a request says about where it goes and where it comes from. */
export interface OwnHostOptions {
  readonly context: Pick<MockContext, 'origin'>;
  readonly isOwnAuthority: (authority: string) => boolean;
}

/** Tells whether a request was sent by a page of the platform itself. */
export function isOwnOrigin(
  request: Request,
  { origin, context, isOwnAuthority }: OwnHostOptions & { readonly origin: string },
): boolean {
  if (origin === context.origin) return true;
  const host = hostOf(request);
  return isOwnAuthority(host) && [`http://${host}`, `https://${host}`].includes(origin);
}

/** The `host:port` that a request was sent to. */
export function hostOf(request: Request): string {
  return (request.headers.get('host') ?? new URL(request.url).host).toLowerCase();
}
