/** Which platform is on the other side: what is documented today, or all that this contract describes. */
export type ProfileName = 'hosted' | 'full';

/** What a platform is known to support. */
export interface Profile {
  /** The server still identifies itself with the secret key as a bearer token. */
  readonly bearerSecret: boolean;
  /** The server honours the `Idempotency-Key` header. */
  readonly idempotencyHeader: boolean;
  /** Access tokens carry `aud` and `mode`, and verification insists on them. */
  readonly audience: boolean;
  /** The platform announces sender-constrained tokens (RFC 9449); who does not ask for them gets bearer tokens. */
  readonly dpop: boolean;
  /** Pages may say which version of the wire they were made for: preflights allow the header. Servers say it anyway. */
  readonly apiVersionHeader: boolean;
}

/** The two known platforms as data. */
export const profiles: Readonly<Record<ProfileName, Profile>> = {
  hosted: {
    bearerSecret: true,
    idempotencyHeader: false,
    audience: false,
    dpop: false,
    apiVersionHeader: false,
  },
  full: { bearerSecret: false, idempotencyHeader: true, audience: true, dpop: true, apiVersionHeader: true },
};
