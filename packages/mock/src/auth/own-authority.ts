/** What an authority is compared with. */
export interface OwnAuthorityOptions {
  readonly origin: string;
  readonly authorities: readonly string[];
}

const loopback = /^(localhost|([a-z0-9-]+\.)+localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/;

/** Makes the check whether a `host:port` is the platform's own: the configured ones and loopback, never any Host header. */
export function ownAuthority({ origin, authorities }: OwnAuthorityOptions): (authority: string) => boolean {
  const own = new Set([new URL(origin).host, ...authorities].map((authority) => authority.toLowerCase()));
  return (authority) => own.has(authority) || loopback.test(authority);
}
