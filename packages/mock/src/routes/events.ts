import { headers as names } from '@fanfare/contract';
import type { HandlersOf } from '../handler.js';
import { createConsumerChannels } from '../streams/consumer-channels.js';
import { endWithSession, tokenEnd } from '../streams/end-with-session.js';

/** What happens to the signed-in shopper, as it happens. */
export const eventHandlers: HandlersOf<'events.stream'> = {
  'events.stream': async ({ context, principal, request: { headers } }) => {
    const expiresAt = await tokenEnd(context, headers);
    const lastEventId = headers.get(names.lastEventId);
    return (sink) => {
      const leave = context.use(createConsumerChannels).join({ shopper: principal, sink, lastEventId });
      const end = (event: 'token_expired' | 'session_ended'): void => {
        sink.send({ event, data: {} });
        sink.end();
      };
      const release = endWithSession(context, { principal, expiresAt, end });
      return () => {
        leave();
        release();
      };
    };
  },
};
