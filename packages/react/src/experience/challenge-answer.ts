/** A bot check in a frame. */
export interface FramedChallenge {
  readonly challengeId: string;
  /** Where the frame is from; nothing else is listened to. */
  readonly url: string;
}

const thisMachine = /(?:^|\.)localhost$|^127(?:\.\d{1,3}){3}$|^\[::1\]$/;

/**
 * Where the frame of a bot check may come from: what is encrypted, and the mock of this machine. Not from the page's own origin, whose
 * documents no sandbox keeps from it.
 */
export function isFrameUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, origin } = new URL(url);
  if (origin === globalThis.location?.origin) return false;
  return protocol === 'https:' || (protocol === 'http:' && thisMachine.test(hostname));
}

/**
 * Listens for the token that a bot check ends with. Anybody may send messages to a page: only those of this frame, from the origin
 * that the platform named, for this check, count.
 *
 * @returns its undo
 */
export function onChallengeAnswer(
  { challengeId, url }: FramedChallenge,
  {
    frame,
    answer,
  }: { readonly frame: () => HTMLIFrameElement | null; readonly answer: (token: string) => void },
): () => void {
  const { origin } = new URL(url);
  const listen = (event: MessageEvent<unknown>): void => {
    const source = frame()?.contentWindow;
    if (!source || event.source !== source || event.origin !== origin) return;
    const { data } = event;
    if (typeof data !== 'object' || data === null || !('type' in data) || !('token' in data)) return;
    if (data.type !== 'fanfare:challenge' || !('challengeId' in data) || data.challengeId !== challengeId)
      return;
    if (typeof data.token === 'string') answer(data.token);
  };
  globalThis.addEventListener('message', listen);
  return () => globalThis.removeEventListener('message', listen);
}
