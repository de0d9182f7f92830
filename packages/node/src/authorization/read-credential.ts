import { AuthenticationError } from '@fanfare/core/base';

/** A request of the web platform, or one of Node. */
export interface RequestToAuthenticate {
  readonly headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly method?: string | undefined;
  /** The whole address, or its path. */
  readonly url?: string | undefined;
  /** The path before a router took its part of it, as Express has it. */
  readonly originalUrl?: string | undefined;
  /** Names and values as they arrived, as Node has them: in `headers` it drops all but the first of some. */
  readonly rawHeaders?: readonly string[] | undefined;
}

/** A token, and what it was announced as. */
export interface Credential {
  readonly scheme: 'bearer' | 'dpop';
  readonly token: string;
}

/** Why a request was not looked into. */
export type CredentialRefusal = 'missing' | 'repeated' | 'malformed' | 'scheme';

const sentences: Readonly<Record<Exclude<CredentialRefusal, 'missing'>, string>> = {
  repeated: 'it carries more than one Authorization: whose would count?',
  malformed: 'what it carries in Authorization is not a scheme and one token',
  scheme: 'its Authorization is neither Bearer nor DPoP',
};

/**
 * Reads the one token of a request (RFC 6750 §2.1, RFC 9449 §7.1); `undefined` where there is no `Authorization` at all.
 *
 * @throws AuthenticationError `unauthorized`, with the reason in `details`
 */
export function readCredential(request: RequestToAuthenticate): Credential | undefined {
  const values = headerValues(request, 'authorization');
  if (values.length === 0) return undefined;
  const [value = '', ...others] = values;
  // Two of them arrive as a list, or joined by a comma.
  if (others.length > 0 || value.includes(',')) throw refusal('repeated');
  const [, scheme = '', token] = /^([A-Za-z]+)(?: +([A-Za-z0-9._~+/-]+=*))?$/.exec(value) ?? [];
  const known = (['bearer', 'dpop'] as const).find((name) => name === scheme.toLowerCase());
  if (known === undefined) throw refusal(scheme === '' ? 'malformed' : 'scheme');
  if (token === undefined) throw refusal('malformed');
  return { scheme: known, token };
}

/** Returns every value of a header that a request carries. */
export function headerValues(request: RequestToAuthenticate, name: string): readonly string[] {
  const { headers, rawHeaders } = request;
  if (headers instanceof Headers) {
    const value = headers.get(name);
    return value === null ? [] : [value];
  }
  if (rawHeaders !== undefined) {
    return rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === name);
  }
  // Names of headers know no case, and an object that somebody made may.
  return Object.entries(headers).flatMap(([key, value]) =>
    key.toLowerCase() === name && value !== undefined ? value : [],
  );
}

function refusal(reason: Exclude<CredentialRefusal, 'missing'>): AuthenticationError {
  return new AuthenticationError(`The request was refused: ${sentences[reason]}.`, {
    code: 'unauthorized',
    details: { reason },
  });
}
