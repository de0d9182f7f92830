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

/** Sends one request, follows no redirect, repeats nothing, and resolves with whatever is answered. */
export type SendOnce = (url: URL, request: OneRequest) => Promise<Response>;
