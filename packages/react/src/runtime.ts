import { FanfareClient, type FanfareClientOptions, type SessionView } from '@fanfare/browser';
import type { ExternalStore } from './external-store.js';
import { createServerClock, type ServerClock } from './server-clock.js';
import { createSessionStore } from './session-store.js';

/** What all hooks, widgets and elements of one client share. */
export interface Runtime {
  readonly client: FanfareClient;
  readonly session: ExternalStore<SessionView>;
  /** Goes by the platform, where that is known. */
  readonly clock: ServerClock;
  /** Whether `destroy` was called. */
  readonly isDestroyed: boolean;
  /** Destroys the client if it was made here. Safe to call twice. */
  destroy(): void;
}

/** A client of the application's own, or the options of one to make. */
export type RuntimeSource =
  | { readonly client: FanfareClient; readonly serverClock?: ServerClock | undefined }
  | { readonly options: FanfareClientOptions };

const device: ServerClock = { now: () => Date.now() };

/** Creates a runtime. As making a client does, it does nothing: no request, no timer, no access to storage. */
export function createRuntime(source: RuntimeSource): Runtime {
  if ('client' in source) return runtimeOf(source.client, { clock: source.serverClock ?? device });
  const { options } = source;
  const clock = createServerClock({
    fetch: options.fetch,
    now: options.clock && (() => options.clock!.now()),
  });
  const client = new FanfareClient({ ...options, fetch: clock.fetch });
  return runtimeOf(client, { clock, onDestroy: () => client.destroy() });
}

function runtimeOf(
  client: FanfareClient,
  { clock, onDestroy = () => undefined }: { clock: ServerClock; onDestroy?: () => void },
): Runtime {
  let isDestroyed = false;
  return {
    client,
    clock,
    session: createSessionStore(client),
    get isDestroyed() {
      return isDestroyed;
    },
    destroy() {
      isDestroyed = true;
      onDestroy();
    },
  };
}
