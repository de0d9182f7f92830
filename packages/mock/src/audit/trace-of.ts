/** The header of W3C Trace Context, level 1, §3.2. */
const traceparent = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** Reads the trace that a request belongs to. */
export function traceOf({ headers }: Request): string | undefined {
  return traceparent.exec(headers.get('traceparent') ?? '')?.[1];
}
