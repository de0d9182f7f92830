import { headers as names, parseKey } from '@fanfare/contract';

/** What a request shows, before anything of it is checked. */
export interface Credentials {
  readonly publishableKey: string | undefined;
  readonly bearer: Bearer | undefined;
  readonly signed: boolean;
}

/** What stands behind `Bearer` or `DPoP`, by its looks; `unreadable` is an `Authorization` in any other form. */
export interface Bearer {
  readonly kind: 'secret' | 'token' | 'unreadable';
  readonly scheme: 'bearer' | 'dpop';
  readonly value: string;
}

/** Reads the credentials of a request. */
export function readCredentials(headers: Headers): Credentials {
  return {
    publishableKey: headers.get(names.publishableKey) ?? undefined,
    bearer: readBearer(headers.get(names.authorization)),
    signed: headers.has(names.signature) || headers.has(names.signatureInput),
  };
}

function readBearer(header: string | null): Bearer | undefined {
  if (header === null) return undefined;
  const [, name = '', value] = /^(Bearer|DPoP) +(\S+)$/i.exec(header) ?? [];
  if (value === undefined) return { kind: 'unreadable', scheme: 'bearer', value: '' };
  // A secret key has no business behind DPoP: it is taken there for the token that it is not.
  return name.toLowerCase() === 'dpop'
    ? { kind: 'token', scheme: 'dpop', value }
    : { kind: bearerKind(value), scheme: 'bearer', value };
}

function bearerKind(value: string): 'secret' | 'token' {
  return value.startsWith('sk_') || parseKey(value)?.kind === 'secret' ? 'secret' : 'token';
}
