import { createSessions, type SessionsOptions, type SessionStore } from '@fanfare/node/sessions';

/** A merchant's backend that keeps the tokens of its pages. */
export interface Backend {
  answer(request: Request): Promise<Response>;
  /** Begins to seal by another key, as a new release would; what others sealed is still read. */
  rollSealingKey(): void;
}

/** Opens one over a store. */
export function openBackend(
  store: SessionStore,
  options: Pick<SessionsOptions, 'publishableKey' | 'baseUrl' | 'clock' | 'leewayMs'>,
): Backend {
  const keys: { readonly id: string; readonly secret: Uint8Array }[] = [];
  const release = (): ReturnType<typeof createSessions> => {
    keys.unshift({ id: `k${keys.length}`, secret: crypto.getRandomValues(new Uint8Array(32)) });
    return createSessions({
      ...options,
      store,
      keys: [...keys],
      origins: ['https://shop.example'],
      timeoutMs: 2_000,
    });
  };
  let sessions = release();
  return {
    answer: (request) => sessions.handler(request),
    rollSealingKey() {
      sessions = release();
    },
  };
}
