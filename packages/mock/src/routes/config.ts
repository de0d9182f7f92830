import { createHash } from 'node:crypto';
import { describeConfig } from '../config/describe-config.js';
import type { HandlersOf } from '../handler.js';

/** What a page must know about the platform before it does anything. */
export const configHandlers: HandlersOf<'config.get'> = {
  'config.get': ({ context, principal: { tenant }, answerHeaders }) => {
    const config = describeConfig(context, tenant);
    answerHeaders.set('cache-control', 'public, max-age=60');
    answerHeaders.set('vary', 'X-Publishable-Key');
    answerHeaders.set('etag', etagOf(config));
    return config;
  },
};

function etagOf(value: object): string {
  return `"${createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 22)}"`;
}
