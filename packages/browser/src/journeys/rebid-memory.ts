import type { ExperienceId } from '@fanfare/contract';
import { isObject, object, optional, when } from '../resources/check/check.js';
import { id, money } from '../resources/check/shapes.js';
import type { RebidRule } from './next-bid.js';
import type { TabMemory } from './tab-memory.js';

/** How far somebody goes in an auction. */
export interface KeptRule extends RebidRule {
  readonly auctionId: string;
  /** Names the session: what somebody allowed in another one is not theirs to spend. */
  readonly epoch: number;
}

/** Keeps the rule of one journey over the reloads of the tab that it was set in. */
export interface RebidMemory {
  /** Returns the rule that was kept in this session; one that nobody can have kept is forgotten. */
  recall(epoch: number): KeptRule | undefined;
  keep(rule: KeptRule): void;
  forget(): void;
}

const keptRule = object({
  auctionId: id,
  maxAmount: money,
  increment: optional(money),
  epoch: when((value) => typeof value === 'number'),
});

/** Creates the memory of one journey. Where nothing can be kept, a rule lives as long as the page. */
export function createRebidMemory(tab: TabMemory, experienceId: ExperienceId): RebidMemory {
  const read = (): Readonly<Record<string, unknown>> => {
    try {
      const kept: unknown = JSON.parse(tab.read() ?? '{}');
      return isObject(kept) ? kept : {};
    } catch {
      return {}; // written by somebody else
    }
  };
  const write = (rule: KeptRule | undefined): void => {
    const { [experienceId]: _, ...others } = read();
    const rules = rule === undefined ? others : { ...others, [experienceId]: rule };
    if (Object.keys(rules).length === 0) tab.clear();
    else tab.write(JSON.stringify(rules));
  };

  return {
    recall(epoch) {
      const kept = read()[experienceId];
      if (keptRule(kept, '') === null && (kept as KeptRule).epoch === epoch) return kept as KeptRule; // checked
      write(undefined);
      return undefined;
    },
    keep: write,
    forget: () => write(undefined),
  };
}
