import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';

/** Lets nobody through but the merchant (RFC 7617). A real shop has accounts here. */
export function merchantOnly(password: string): RequestHandler {
  const expected = digest(`Basic ${Buffer.from(`merchant:${password}`).toString('base64')}`);
  return (request, response, next) => {
    if (timingSafeEqual(digest(request.get('authorization') ?? ''), expected)) return next();
    response.set('www-authenticate', 'Basic realm="Orders"').status(401).send('Only for the merchant.');
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
