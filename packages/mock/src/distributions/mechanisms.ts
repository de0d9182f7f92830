import type { Mechanism } from '@fanfare/contract';
import { openAuctionRoom, type AuctionCore } from './auction/auction-room.js';
import { openAppointmentRoom, type AppointmentCore } from './appointment/appointment-room.js';
import { openDrawRoom, type DrawCore } from './draw/draw-room.js';
import { openQueueRoom, type QueueCore } from './queue/queue-room.js';
import type { RoomSetup } from './room.js';
import { openTimedReleaseRoom, type TimedReleaseCore } from './timed-release/timed-release-room.js';

/** What each mechanism supplies. */
export interface RoomCores {
  readonly queue: QueueCore;
  readonly draw: DrawCore;
  readonly auction: AuctionCore;
  readonly timed_release: TimedReleaseCore;
  readonly appointment: AppointmentCore;
}

/** How each mechanism makes its part of a room. */
export const mechanisms: { readonly [M in Mechanism]: (setup: RoomSetup<M>) => RoomCores[M] } = {
  queue: openQueueRoom,
  auction: openAuctionRoom,
  draw: openDrawRoom,
  timed_release: openTimedReleaseRoom,
  appointment: openAppointmentRoom,
};
