/** One request, ready to go. */
export interface OneRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer> | undefined;
  readonly credentials: RequestCredentials | undefined;
  /** As in `fetch`. @default false */
  readonly keepalive?: boolean;
  readonly fetch: typeof fetch;
  readonly signal: AbortSignal;
}

/** An answer of what sends without `fetch`: as much of a `Response` as a transport looks at, and its body in one go. */
export interface DirectAnswer extends Pick<Response, 'status' | 'headers' | 'type'> {
  readonly body: { cancel(): Promise<void> };
  /** Reads the body; resolves with `undefined` where it is larger than `maxBytes`, and reads no further. */
  readBytes(maxBytes: number): Promise<Uint8Array<ArrayBuffer> | undefined>;
}

/** Sends one request, follows no redirect, repeats nothing, and resolves with whatever is answered. */
export type SendOnce = (url: URL, request: OneRequest) => Promise<Response | DirectAnswer>;
