/** Something to read out. */
export interface Announcement {
  /** What it is about: another one is read out at once. */
  readonly key: string;
  readonly text: string;
}

/** Decides when something is read out. */
export interface Announcer {
  tell(announcement: Announcement): void;
  /** Forgets what waits. */
  stop(): void;
}

/** How an announcer works. */
export interface AnnouncerOptions {
  /** Reads out. */
  readonly say: (text: string) => void;
  /** The time between two announcements about the same, in milliseconds. @default 15_000 */
  readonly everyMs?: number | undefined;
}

/**
 * Creates an announcer: a place in line that changes every second is read out now and then, and always as it is by then;
 * what is new is read out at once.
 */
export function createAnnouncer({ say, everyMs = 15_000 }: AnnouncerOptions): Announcer {
  let said: Announcement | undefined;
  let next: Announcement | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const speak = (announcement: Announcement): void => {
    said = announcement;
    next = undefined;
    say(announcement.text);
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = undefined;
      if (next !== undefined) speak(next);
    }, everyMs);
  };

  return {
    tell(announcement) {
      if (announcement.key !== said?.key) return speak(announcement);
      next = announcement.text === said.text ? undefined : announcement;
      if (next !== undefined && timer === undefined) speak(next);
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
      next = undefined;
    },
  };
}
