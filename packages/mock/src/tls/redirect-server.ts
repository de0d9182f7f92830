import { createServer, type Server } from 'node:http';
import { securityHeaders } from '../security-headers.js';

/** Makes the server without encryption: it reads nothing, does nothing, and sends everybody to the encrypted address. */
export function createRedirectServer(origin: () => string): Server {
  return createServer((request, response) => {
    const location = origin() + pathOf(request.url ?? '/');
    // The body of the request is not read, so the connection cannot carry another one.
    response.writeHead(308, { ...securityHeaders, location, 'content-length': '0', connection: 'close' });
    response.end();
  });
}

/** The path and query of what stands in a request line, which may be a whole URL (RFC 9112 §3.2.2). */
function pathOf(target: string): string {
  if (target.startsWith('/')) return target;
  if (!URL.canParse(target)) return '/';
  const { pathname, search } = new URL(target);
  return pathname.startsWith('/') ? pathname + search : '/';
}
