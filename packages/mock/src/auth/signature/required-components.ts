import { headers as names, requestSignature } from '@fanfare/contract';
import type { SignedMessage } from './signed-message.js';

const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);
const meaningful = [
  'content-digest',
  'content-type',
  names.idempotencyKey,
  ...requestSignature.versionComponents,
] as const;

/** Lists what a signature must cover: the fixed components, and whatever with a meaning is in the message. */
export function requiredComponents(message: SignedMessage): ReadonlySet<string> {
  const { components, bodyComponents, unsafeComponents } = requestSignature;
  return new Set<string>([
    ...components,
    ...(message.body.length > 0 ? bodyComponents : []),
    ...(safeMethods.has(message.method) ? [] : unsafeComponents),
    ...meaningful.filter((name) => message.headers.has(name)),
  ]);
}
