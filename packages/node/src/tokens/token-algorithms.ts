/** The algorithms that tokens may be signed with: asymmetric ones only, and never `none` (RFC 8725 §3.1). */
export const tokenAlgorithms = ['EdDSA', 'ES256', 'RS256'] as const;

/** An algorithm that tokens may be signed with. */
export type TokenAlgorithm = (typeof tokenAlgorithms)[number];

/** How keys of one kind look, as JWK (RFC 7518 §6, RFC 8037 §2). */
export interface KeyKind {
  /** The one algorithm that the kind is for: which one a token names decides nothing. */
  readonly alg: TokenAlgorithm;
  readonly crv: string | undefined;
  /** What a public key consists of, besides `kty` and `crv`. */
  readonly members: readonly string[];
}

/** The kinds of key by `kty`. */
export const keyKinds: Readonly<Record<string, KeyKind>> = {
  OKP: { alg: 'EdDSA', crv: 'Ed25519', members: ['x'] },
  EC: { alg: 'ES256', crv: 'P-256', members: ['x', 'y'] },
  RSA: { alg: 'RS256', crv: undefined, members: ['n', 'e'] },
};

/** What only a private or a symmetric key has. */
export const secretMembers: readonly string[] = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];
