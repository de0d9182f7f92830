import type { Operation } from '@fanfare/contract/operations';
import * as fc from 'fast-check';
import { requestArbitrary, type RequestArbitraryOptions, type RequestParts } from './request-arbitrary.js';

/** Requests of the right form, without end, the same for the same seed. */
export interface RequestSource {
  next(operation: Operation): RequestParts;
}

const atOnce = 8;

/** Creates a source of requests. */
export function createRequestSource(
  options: RequestArbitraryOptions & { readonly seed: number },
): RequestSource {
  const streams = new Map<
    string,
    { waiting: RequestParts[]; round: number; arbitrary: fc.Arbitrary<RequestParts> }
  >();

  return {
    next(operation) {
      const stream = streams.get(operation.id) ?? {
        waiting: [],
        round: 0,
        arbitrary: requestArbitrary(operation, options),
      };
      streams.set(operation.id, stream);
      const [first, ...rest] =
        stream.waiting.length > 0
          ? stream.waiting
          : fc.sample(stream.arbitrary, { seed: options.seed + (stream.round += 1), numRuns: atOnce });
      if (first === undefined) throw new Error(`There are no requests for ${operation.id}.`);
      stream.waiting = rest;
      return first;
    },
  };
}
