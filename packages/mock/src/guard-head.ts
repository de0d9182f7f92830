import { limits } from '@fanfare/contract';
import type { MiddlewareHandler } from 'hono';
import type { MockEnv } from './exchange.js';
import { refuse } from './refusal.js';

/** What stands around a header on the wire: a colon, a space and the end of the line. */
const aroundHeader = 4;

/** Refuses requests whose address or header block is too large, before anything of them is used. */
export function guardHead(): MiddlewareHandler<MockEnv> {
  return async function guard({ req: { raw } }, next): Promise<void> {
    const { pathname, search } = new URL(raw.url);
    if (pathname.length + search.length > limits.urlBytes) {
      refuse('headers_too_large', `The address is longer than ${String(limits.urlBytes)} bytes.`);
    }
    const sizes = [...raw.headers].map(([name, value]) => name.length + value.length + aroundHeader);
    if (sizes.reduce((sum, size) => sum + size, 0) > limits.headerBytes) {
      refuse('headers_too_large', `The headers are larger than ${String(limits.headerBytes)} bytes.`);
    }
    return next();
  };
}
