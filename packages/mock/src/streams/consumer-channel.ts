import type { ExperienceId, JourneyCause, StreamEvent } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import type { Shopper } from '../state/experiences.js';
import { ownStateOf } from '../state/own-state.js';
import { createEventBuffer } from './event-buffer.js';
import { createEventIds } from './event-ids.js';
import type { StreamSink } from './stream-source.js';
import { createToldJourneys } from './told-journeys.js';

/** Everything that happens to one consumer, for all of their tabs and devices. */
export interface ConsumerChannel {
  readonly shopper: Shopper;
  readonly listeners: number;
  /** Whether a journey of theirs leads through an experience. */
  follows(experienceId: ExperienceId): boolean;
  /** Adds a client, and tells it what it lacks; returns the undo. */
  join(sink: StreamSink<StreamEvent>, lastEventId: string | null): () => void;
  /** Something happened to the consumer themselves: told at once. */
  touch(experienceId?: ExperienceId, cause?: JourneyCause): void;
  /** Something happened to others that may move the consumer: told at most once a second. */
  nudge(): void;
  close(): void;
}

/** How much is kept for clients that come back. */
const kept = { most: 1_000, longestMs: 3_600_000 } as const;
const nudgeMs = 1_000;

/** Opens the channel of a consumer; what happens from now on is kept. */
export function openConsumerChannel(context: MockContext, shopper: Shopper): ConsumerChannel {
  const { clock } = context;
  const buffer = createEventBuffer<StreamEvent>(kept);
  const ids = createEventIds();
  const told = createToldJourneys(ownStateOf(context, shopper));
  const sinks = new Set<StreamSink<StreamEvent>>();
  const causes = new Map<ExperienceId, Set<JourneyCause>>();
  let cancelTouch: (() => void) | undefined;
  let cancelNudge: (() => void) | undefined;
  let nudgedAt = -Infinity;

  function tell({ withPositions }: { readonly withPositions: boolean }): void {
    const news = told.differences(ownStateOf(context, shopper), { causes, withPositions });
    causes.clear();
    for (const event of news) {
      const { id } = buffer.add(event, clock.now());
      for (const sink of sinks) sink.send(event, ids.write(id));
    }
  }

  function welcome(sink: StreamSink<StreamEvent>, lastEventId: string | null): void {
    const missed = lastEventId === null ? undefined : buffer.after(ids.read(lastEventId), clock.now());
    for (const { event, id } of missed ?? []) sink.send(event, ids.write(id));
    if (missed !== undefined) return;
    const data = ownStateOf(context, shopper);
    sink.send({ event: lastEventId === null ? 'state' : 'reset', data }, ids.write(buffer.lastId));
  }

  return {
    shopper,
    get listeners() {
      return sinks.size;
    },
    follows: told.has,
    join(sink, lastEventId) {
      welcome(sink, lastEventId);
      sinks.add(sink);
      return () => void sinks.delete(sink);
    },
    touch(experienceId, cause) {
      if (experienceId !== undefined && cause !== undefined) {
        causes.set(experienceId, (causes.get(experienceId) ?? new Set()).add(cause));
      }
      // Not in the middle of what changes it: soon, when all of that is done.
      cancelTouch ??= clock.schedule(clock.now(), () => {
        cancelTouch = undefined;
        tell({ withPositions: false });
      });
    },
    nudge() {
      cancelNudge ??= clock.schedule(Math.max(clock.now(), nudgedAt + nudgeMs), () => {
        cancelNudge = undefined;
        nudgedAt = clock.now();
        tell({ withPositions: true });
      });
    },
    close() {
      cancelTouch?.();
      cancelNudge?.();
      for (const sink of sinks) sink.end();
    },
  };
}
