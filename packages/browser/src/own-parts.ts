import type { Connection } from './connection.js';

type Holder = Pick<Connection, 'deviceId' | 'session'>;
type Releases = Map<string, () => void>;

// By connection, and forgotten with it: the parts of a client are made one by one, and know of each other through this.
const known = new WeakMap<Holder['deviceId'], Releases>();

/** What was told of one line. */
export interface OwnPart {
  readonly distributionId: string;
  readonly takesPart: boolean;
  /** Until when that is so, at the latest. @default until something else is told, or the shopper signs out */
  readonly isOver?: () => boolean;
}

/** Takes note of whether the shopper takes part in something, so that they are not signed out in the midst of it. */
export function notePart(
  { deviceId, session }: Holder,
  { distributionId, takesPart, isOver }: OwnPart,
): void {
  const releases = known.get(deviceId) ?? new Map<string, () => void>();
  if (!known.has(deviceId)) {
    known.set(deviceId, releases);
    session.on('ended', ({ reason }) => {
      if (reason === 'replaced') return; // the place of a guest goes along to who they turn out to be
      for (const release of releases.values()) release();
      releases.clear();
    });
  }
  releases.get(distributionId)?.();
  releases.delete(distributionId);
  if (!takesPart) return;
  releases.set(
    distributionId,
    deviceId.hold(() => !session.state.signedIn || isOver?.() === true),
  );
}
