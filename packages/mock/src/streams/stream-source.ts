/** One client that listens, as whoever tells it something sees it. */
export interface StreamSink<Event> {
  /** Tells an event; with an id, a client that comes back can name it. */
  send(event: Event, id?: string): void;
  /** Ends the stream, in order: the client has everything that was sent. */
  end(): void;
}

/** What a stream is told by: begins to tell a client, and returns the undo. */
export type StreamSource<Event> = (sink: StreamSink<Event>) => () => void;
