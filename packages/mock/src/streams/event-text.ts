/** Writes a server-sent event (HTML §9.2.5). JSON has no line breaks, so that its data is one line. */
export function eventText({ event, data, id }: WrittenEvent): string {
  const name = id === undefined ? '' : `id: ${id}\n`;
  return `${name}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** An event as it is written. */
export interface WrittenEvent {
  readonly event: string;
  readonly data: unknown;
  readonly id?: string | undefined;
}
