import { endpointLimit } from '@fanfare/contract';
import { AbortedError, isFanfareError, type Transport } from '@fanfare/core/base';
import type { CallLimiter } from './create-call-limiter.js';

/** Lets the calls of a transport wait for their turn; neither the time of an attempt nor that of the call runs meanwhile. */
export function limitTransport(transport: Transport, limiter: CallLimiter): Transport {
  return {
    async send(call) {
      const { route, signal, name = route.id } = call;
      let isSent = false;
      const send = (): ReturnType<Transport['send']> => {
        isSent = true;
        return transport.send(call);
      };
      try {
        return await limiter.run(send, { group: endpointLimit(route) ?? route.service, signal });
      } catch (error) {
        if (isSent || isFanfareError(error)) throw error;
        throw new AbortedError(`${name} was aborted before it was sent.`, { code: 'aborted', cause: error });
      }
    },
  };
}
