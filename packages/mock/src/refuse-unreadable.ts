import type { Duplex } from 'node:stream';
import { securityHeaders } from './security-headers.js';

/** What a request that never becomes one is answered with. */
interface Unreadable {
  readonly status: number;
  readonly reason: string;
  readonly code: string;
}

const broken: Unreadable = { status: 400, reason: 'Bad Request', code: 'validation_error' };
const tooLarge: Unreadable = {
  status: 431,
  reason: 'Request Header Fields Too Large',
  code: 'headers_too_large',
};
const failed: Unreadable = { status: 500, reason: 'Internal Server Error', code: 'internal_error' };

/** Answers what the adapter could not hand on: an address that is none, or a failure of our own. Nothing of it is told. */
export function unreadableAnswer(error: unknown): Response {
  const isRequest = error instanceof Error && error.name === 'RequestError';
  const { status, code } = isRequest ? broken : failed;
  return Response.json({ error: code }, { status, headers: securityHeaders });
}

/** Answers, on the bare connection, what the parser of HTTP could not read. */
export function refuseUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const { status, reason, code } = error.code === 'HPE_HEADER_OVERFLOW' ? tooLarge : broken;
  const body = JSON.stringify({ error: code });
  const headers = {
    ...securityHeaders,
    'content-type': 'application/json',
    'content-length': String(body.length),
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.end([`HTTP/1.1 ${String(status)} ${reason}`, ...lines, '', body].join('\r\n'));
}
