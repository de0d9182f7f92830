import { headers as names, parseKey } from '@fanfare/contract';

/** What a request shows, before anything of it is checked. */
export interface Credentials {
  readonly publishableKey: string | undefined;
  readonly bearer: Bearer | undefined;
  readonly signed: boolean;
}

/** What stands behind `Bearer`, by its looks. */
export interface Bearer {
  readonly kind: 'secret' | 'token';
  readonly value: string;
}

/** Reads the credentials of a request. */
export function readCredentials(headers: Headers): Credentials {
  const [, value] = /^Bearer +(\S+)$/i.exec(headers.get(names.authorization) ?? '') ?? [];
  return {
    publishableKey: headers.get(names.publishableKey) ?? undefined,
    bearer: value === undefined ? undefined : { kind: bearerKind(value), value },
    signed: headers.has(names.signature) || headers.has(names.signatureInput),
  };
}

function bearerKind(value: string): Bearer['kind'] {
  return value.startsWith('sk_') || parseKey(value)?.kind === 'secret' ? 'secret' : 'token';
}
