import type { Mechanism } from '@fanfare/contract';
import { openQueueRoom, type QueueCore } from './queue-room.js';
import type { RoomCore, RoomSetup } from './room.js';

/** What each mechanism supplies. */
export interface RoomCores {
  readonly queue: QueueCore;
  readonly draw: RoomCore;
  readonly auction: RoomCore;
  readonly timed_release: RoomCore;
  readonly appointment: RoomCore;
}

/** How each mechanism makes its part of a room. */
export const mechanisms: { readonly [M in Mechanism]?: (setup: RoomSetup<M>) => RoomCores[M] } = {
  queue: openQueueRoom,
};
