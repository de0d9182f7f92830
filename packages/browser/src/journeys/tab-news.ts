import type { ExperienceId } from '@fanfare/contract';
import { isObject } from '../resources/check/check.js';
import type { ChannelLike } from '../tabs/channel-like.js';
import type { JourneySnapshot } from './snapshot.js';

/** What one tab tells the others of a journey. It holds no token and no grant. */
export interface TabNews {
  readonly experienceId: ExperienceId;
  /** Whose journey it is: a tab with another shopper takes no notice. */
  readonly consumerId: string;
  /** When the reading began, by the clock of this device: older news does not replace newer. */
  readonly readAt: number;
  readonly hintMs: number | undefined;
  /** `'granted'` where the snapshot holds a grant: each tab fetches that for itself. */
  readonly snapshot: JourneySnapshot | 'granted';
}

/** Says whether a tab hears of everything as it happens, so that the others need not ask. */
export interface TabPulse {
  readonly consumerId: string;
  readonly isLive: boolean;
}

/** The line to the other tabs. */
export interface TabLine {
  open(): void;
  tell(news: TabNews | TabPulse): void;
  close(): void;
}

/** How a line is made. */
export interface TabLineOptions {
  readonly name: string;
  readonly connect: ((name: string) => ChannelLike) | null;
  readonly onNews: (news: TabNews) => void;
  readonly onPulse: (pulse: TabPulse) => void;
}

/** Raised when messages change their form; tabs of different versions then do not talk. */
const version = 2;

/** Creates a line that is closed; it may be opened again after it was closed, as around the back/forward cache. */
export function createTabLine(options: TabLineOptions): TabLine {
  let channel: ChannelLike | null = null;
  return {
    open() {
      if (channel !== null || options.connect === null) return;
      try {
        const opened = options.connect(options.name);
        opened.addEventListener('message', ({ data }) => {
          if (opened !== channel) return;
          if (isTabNews(data)) options.onNews(data);
          else if (isPulse(data)) options.onPulse(data);
        });
        channel = opened;
      } catch {
        // A sandboxed frame may have no channel: every tab then reads for itself.
      }
    },
    tell(news) {
      try {
        channel?.postMessage({ ...news, version });
      } catch {
        // Closed by the browser under our feet; as above.
      }
    },
    close() {
      channel?.close();
      channel = null;
    },
  };
}

function isPulse(data: unknown): data is TabPulse {
  if (!isObject(data) || data['version'] !== version) return false;
  return typeof data['consumerId'] === 'string' && typeof data['isLive'] === 'boolean';
}

function isTabNews(data: unknown): data is TabNews {
  if (!isObject(data) || data['version'] !== version) return false;
  if (typeof data['consumerId'] !== 'string' || typeof data['experienceId'] !== 'string') return false;
  if (typeof data['readAt'] !== 'number') return false;
  const { snapshot } = data;
  return snapshot === 'granted' || (isObject(snapshot) && Array.isArray(snapshot['allowed']));
}
