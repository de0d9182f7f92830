import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RouteCandidate } from '@fanfare/contract';
import {
  routeSequences,
  type RoutableSequence,
  type RoutingConsumer,
} from '../src/mechanisms/route-sequences.js';

const code = fc.constantFrom('RED', 'BLUE');
const sequence = fc.record({
  priority: fc.integer({ min: -2, max: 2 }),
  availability: fc.constantFrom('open', 'upcoming', 'waitlist', 'closed'),
  accessCode: fc.option(code),
  supportsGuest: fc.boolean(),
  isMember: fc.boolean(),
  needsBotCheck: fc.boolean(),
});
const sequences = fc.array(sequence, { maxLength: 6 }).map((drafts) =>
  drafts.map(({ needsBotCheck, ...draft }, index): RoutableSequence => ({
    ...draft,
    id: `seq_${index}`,
    name: `Way ${index}`,
    color: null,
    botGate: needsBotCheck
      ? { type: 'bot_check', status: 'required', reason: { code: 'BOT_REQUIRED' } }
      : null,
  })),
);
const consumer = fc.record({
  isGuest: fc.boolean(),
  accessCodes: fc.uniqueArray(code).map((codes) => new Set(codes)),
  accessCode: fc.option(fc.constantFrom('RED', 'BLUE', 'GUESS'), { nil: undefined }),
});

/** Written anew, without looking at how routing does it. */
function isFree(way: RoutableSequence, { isGuest, accessCodes, accessCode }: RoutingConsumer): boolean {
  const hasCode = way.accessCode === null || accessCodes.has(way.accessCode) || accessCode === way.accessCode;
  return way.isMember && hasCode && way.botGate === null && (way.supportsGuest || !isGuest);
}

function route(ways: readonly RoutableSequence[], who: RoutingConsumer) {
  const before = structuredClone(ways);
  const result = routeSequences({ experienceId: 'exp_1', sequences: ways, consumer: who });
  expect(ways).toEqual(before);
  return result;
}

const idsOf = (candidates: readonly RouteCandidate[]): readonly string[] =>
  candidates.map(({ sequence: { id } }) => id);

describe('routing, whatever the ways and whoever asks', () => {
  it('selects the admissible way of the highest priority, and never one that is gated while another is free', () => {
    fc.assert(
      fc.property(sequences, consumer, (ways, who) => {
        const { outcome, selected } = route(ways, who);
        const free = ways.filter((way) => isFree(way, who));
        const best = Math.max(...free.map(({ priority }) => priority));

        expect(outcome === 'routed').toBe(free.length > 0);
        if (outcome !== 'routed') return;
        expect(selected?.status).toBe('admissible');
        expect(selected?.sequence.id).toBe(free.find(({ priority }) => priority === best)?.id);
      }),
    );
  });

  it('offers exactly the gated ways that the consumer may take, the best first', () => {
    fc.assert(
      fc.property(sequences, consumer, (ways, who) => {
        const { outcome, selected, offers } = route(ways, who);
        const gated = ways.filter((way) => way.isMember && !isFree(way, who));
        const shown = outcome === 'gated' && selected !== undefined ? [selected] : offers;

        for (const { status, gates, reasons } of shown) {
          expect(status).toBe('gated');
          expect(gates.length).toBeGreaterThan(0);
          expect(reasons).toEqual(gates.map(({ reason }) => reason));
        }
        if (outcome === 'routed') expect([...idsOf(offers)].sort()).toEqual(gated.map(({ id }) => id).sort());
        else expect(offers).toEqual([]);
        const priorities = offers.map((offer) => offer.sequence.priority);
        expect(priorities).toEqual([...priorities].sort((a, b) => b - a));
      }),
    );
  });

  it('tells of no way that is not for the consumer', () => {
    fc.assert(
      fc.property(sequences, consumer, (ways, who) => {
        const { outcome, selected, offers, outcomeReasons } = route(ways, who);
        const shown = [...offers, ...(selected === undefined ? [] : [selected])];
        const foreign = ways.filter(({ isMember }) => !isMember).map(({ id }) => id);

        for (const id of idsOf(shown)) expect(foreign).not.toContain(id);
        expect(outcome === 'no_access').toBe(ways.every(({ isMember }) => !isMember));
        expect(outcomeReasons.length > 0).toBe(outcome !== 'routed');
      }),
    );
  });
});
