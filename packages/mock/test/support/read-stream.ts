/** An event as it arrived. */
export interface ReadEvent {
  readonly id: string | undefined;
  readonly event: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A stream that is read bit by bit. */
export interface StreamReader {
  readonly answer: Response;
  /** The whole text so far, comments among it. */
  readonly text: string;
  /** The events so far. */
  readonly events: readonly ReadEvent[];
  /** Reads until there are so many events. */
  until(events: number): Promise<readonly ReadEvent[]>;
  /** Reads what is there already. */
  rest(): Promise<readonly ReadEvent[]>;
  /** Reads until the stream is over. */
  end(): Promise<readonly ReadEvent[]>;
  leave(): Promise<void>;
}

const quietMs = 20;

/** The number in an id, which counts up from the state that a source began with. */
export function countIn({ id }: Pick<ReadEvent, 'id'> = { id: undefined }): string | undefined {
  return id?.split('.').at(-1);
}

/** Reads the stream of an answer. */
export function readStream(answer: Response): StreamReader {
  const reader = (answer.body ?? new ReadableStream<Uint8Array>()).getReader();
  const decoder = new TextDecoder();
  let text = '';
  let pending: Promise<boolean> | undefined;

  /** Reads one piece; a read that is under way is waited for again. */
  const more = (): Promise<boolean> => {
    pending ??= reader.read().then(({ done, value }) => {
      pending = undefined;
      text += decoder.decode(value, { stream: true });
      return !done;
    });
    return pending;
  };
  const events = (): readonly ReadEvent[] => text.split('\n\n').slice(0, -1).flatMap(eventOf);

  return {
    answer,
    get text() {
      return text;
    },
    get events() {
      return events();
    },
    async until(count) {
      while (events().length < count && (await more()));
      return events();
    },
    async rest() {
      const silence = (): Promise<false> =>
        new Promise((resolve) => setTimeout(() => resolve(false), quietMs));
      while (await Promise.race([more(), silence()]));
      return events();
    },
    async end() {
      while (await more());
      return events();
    },
    leave: () => reader.cancel(),
  };
}

function eventOf(block: string): readonly ReadEvent[] {
  const fields = new Map(
    block
      .split('\n')
      .filter((line) => !line.startsWith(':'))
      .map((line) => line.split(/: (.*)/s).slice(0, 2) as [string, string]),
  );
  const event = fields.get('event');
  if (event === undefined) return [];
  const data = JSON.parse(fields.get('data') ?? 'null') as ReadEvent['data']; // every event of ours has an object
  return [{ id: fields.get('id'), event, data }];
}
