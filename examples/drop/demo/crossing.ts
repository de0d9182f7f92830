/** One request as it crossed the wire, and the status that came back. */
export interface Crossing {
  readonly method: string;
  readonly path: string;
  /** Names and values in turn, as they were sent. */
  readonly headers: readonly string[];
  readonly body: Buffer;
  status: number;
}

/** Whether a request asks for new tokens. */
export function isRefresh({ method, path }: Crossing): boolean {
  return method === 'POST' && path.endsWith('/auth/refresh');
}
