import { attempt } from './attempt.js';
import type { Host } from './host.js';
import type { ChannelLike } from './tabs/channel-like.js';

/** What the tabs of a shop know together of what was taken back. It is one text: who, and which purposes. */
export interface SharedConsent {
  /** Returns what was told last, in any tab, also before a reload; from now on `onTold` hears the other tabs. */
  told(): string;
  /** Tells the other tabs, those that are away, and those that will be opened. */
  tell(text: string): void;
  /** Forgets what was told. */
  forget(): void;
}

/** How consent is shared. */
export interface SharedConsentOptions {
  readonly namespace: string;
  readonly host: Pick<Host, 'channel' | 'keep' | 'page'>;
  /** Aborted at the end of the client. */
  readonly signal: AbortSignal;
  readonly onTold: (text: unknown) => void;
}

/**
 * Shares consent between tabs: a channel reaches those that are there, and storage those that are put away, since a page in the
 * back/forward cache hears nothing. Where one is missing the other has to do. Nothing is touched before the first use.
 */
export function createSharedConsent({
  namespace,
  host,
  signal,
  onTold,
}: SharedConsentOptions): SharedConsent {
  const name = `fanfare:consent:${namespace}`;
  let channel: ChannelLike | undefined;
  let isOpen = false;

  const told = (): string => attempt(() => host.keep()?.getItem(name)) ?? '';

  const connect = (): void => {
    if (channel !== undefined || signal.aborted) return;
    channel = attempt(() => host.channel?.(name));
    channel?.addEventListener('message', ({ data }) => onTold(data));
  };
  const disconnect = (): void => {
    channel?.close();
    channel = undefined;
  };

  const open = (): void => {
    if (isOpen || signal.aborted) return;
    isOpen = true;
    const unlisten = host.page?.listen((event) => {
      if (event === 'pagehide') disconnect(); // an open channel may keep a page out of the back/forward cache
      if (event !== 'pageshow') return;
      connect();
      onTold(told());
    });
    connect();
    signal.addEventListener('abort', () => {
      disconnect();
      unlisten?.();
    });
  };

  return {
    told() {
      open();
      return told();
    },
    tell(text) {
      open();
      attempt(() => host.keep()?.setItem(name, text));
      attempt(() => channel?.postMessage(text));
    },
    forget() {
      attempt(() => host.keep()?.removeItem(name));
    },
  };
}
