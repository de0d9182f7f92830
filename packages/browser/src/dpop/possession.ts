import { authRoutes, dpop, headers as names, tokenOperations } from '@fanfare/contract';
import { isFanfareError } from '@fanfare/core';
import { sessionError } from '../session/session-errors.js';
import type { SessionClock, TokenInUse } from '../session/session.js';
import { boundTo } from './bound-to.js';
import { createKnownServers, type KnownServer } from './known-servers.js';
import type { Proofs } from './proofs.js';
import { readTold } from './read-told.js';

/** A request that is about to be sent. */
export interface ShownRequest {
  readonly method: string;
  readonly url: URL;
  /** The access token that goes along. */
  readonly token?: string | undefined;
  /** The id of the operation; a backend of the merchant has none. */
  readonly operation?: string;
  /** Why the attempt before was refused. */
  readonly lastErrorCode?: string | undefined;
  /** A sign-in that goes without a proof, since all of its proofs were refused. @default `false` */
  readonly isBare?: boolean | undefined;
}

/** Shows with a call that whoever sends the token also has the key that it is bound to. The one place that writes `Authorization`. */
export interface Possession {
  /**
   * Makes the headers of one attempt: the token behind `Bearer`; or, where it is bound to a key or is to be, a proof.
   *
   * @throws `SessionError` `session_expired` where the key is gone for good; `FanfareError` `storage_unavailable` where it
   *   cannot be read just now
   */
  show(request: ShownRequest): Promise<Record<string, string>>;
  /** Takes note of what an answer tells about the next proof, and tells whether that was new. The answer is left to be read. */
  hear(url: URL, answer: Response): Promise<boolean>;
  /**
   * Takes note of the access token in use, and of the time that it tells. The key of the one before is forgotten, unless this one
   * needs it too.
   */
  follow(inUse: TokenInUse | undefined, before: string | undefined): void;
}

/** What sends the calls of a session knows more. */
export interface SenderPossession extends Possession {
  /** Tells whether what was just refused is a sign-in that may be made once more, without a proof. */
  mayGoBare(operation: string, refusal: unknown): boolean;
}

/** What possession is made of. */
export interface PossessionOptions {
  /** Whether sign-ins are to be bound to a key. */
  readonly binds: () => boolean;
  readonly clock: SessionClock;
  readonly proofs: Proofs;
  /** Is told that the key of a token is gone: nobody can use the token any more. */
  readonly onLost: (accessToken: string) => void;
}

const proofCodes: ReadonlySet<string | undefined> = new Set(['use_dpop_nonce', 'dpop_proof_invalid']);

/** Creates what shows tokens. No key is looked for or made before a call needs one. */
export function createPossession({ binds, clock, proofs, onLost }: PossessionOptions): SenderPossession {
  const servers = createKnownServers(clock);
  let followed: string | undefined;
  /** What was known when the last proof of a sign-in was made. */
  let tried: KnownServer | undefined;

  /** A key that cannot be made or kept keeps nobody from signing in: the tokens are bearer tokens then. */
  const proveSignIn = async (call: ProvedCall): Promise<string | undefined> => {
    try {
      return await proofs.proveAnew(call);
    } catch {
      return undefined;
    }
  };

  return {
    async show({ method, url, token, operation = '', lastErrorCode, isBare = false }) {
      const isRefresh = operation === authRoutes.refresh.id;
      const shown = isRefresh ? followed : token;
      const key = boundTo(shown);
      const server = servers.at(url.origin);
      const call = { method, url, token, server };
      if (shown !== undefined && key !== undefined) {
        tried = undefined; // whatever is refused now is no proof of a sign-in to come
        const proof = await proofs.prove({ ...call, key });
        if (proof !== undefined) return { ...authorization(dpop.scheme, token), [dpop.header]: proof };
        onLost(shown);
        throw sessionError('session_expired');
      }
      const bearer = authorization('Bearer', token);
      if (isRefresh || !tokenOperations.includes(operation) || !binds()) return bearer;
      // The proof was refused, and no better one can be made: the shopper signs in all the same.
      const isOutOfProofs = isBare || (proofCodes.has(lastErrorCode) && server === tried);
      tried = isOutOfProofs ? undefined : server;
      const proof = isOutOfProofs ? undefined : await proveSignIn(call);
      return proof === undefined ? bearer : { ...bearer, [dpop.header]: proof };
    },
    mayGoBare(operation, refusal) {
      const isRefused = isFanfareError(refusal) && proofCodes.has(refusal.code);
      // Sign-ins come one after another, so that it was this one's proof.
      return isRefused && tokenOperations.includes(operation) && tried !== undefined;
    },
    hear: async ({ origin }, answer) => servers.learn(origin, await readTold(answer)),
    follow(inUse, before) {
      followed = inUse?.accessToken;
      if (inUse !== undefined) servers.learnFrom(inUse);
      const key = boundTo(before);
      if (key === undefined || key === boundTo(followed)) return;
      proofs.forget(key).catch(() => undefined); // a store that cannot be reached keeps a key that opens nothing
    },
  };
}

type ProvedCall = Parameters<Proofs['proveAnew']>[0];

function authorization(scheme: string, token: string | undefined): Record<string, string> {
  return token === undefined ? {} : { [names.authorization]: `${scheme} ${token}` };
}
