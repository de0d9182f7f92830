import { operation } from '../operation.js';
import { eventRoutes } from '../routes/events.js';
import { streamEventSchema, streamQuerySchema } from '../schemas/events.js';

/** What happens to the signed-in shopper, as it happens. */
export const eventOperations = {
  stream: operation(eventRoutes.stream, {
    summary: 'Tells what happens to the signed-in shopper, as it happens.',
    description:
      'A stream begins with `state`. With a `Last-Event-ID` it goes on behind that event instead, or begins with `reset` where what came in between is no longer known: 1,000 events are kept, for an hour. Comments keep a silent connection alive. It ends with the access token or the session, and says which; it ends without a word where the key is revoked, where the client is too slow, and after four hours. An id belongs to one shopper and one run of the platform; the number behind its last dot grows by one. A shopper may have 10 streams at once; the next is `rate_limited`.',
    query: streamQuerySchema,
    events: streamEventSchema,
    errors: [],
  }),
};
