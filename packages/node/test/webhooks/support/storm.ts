import { setTimeout } from 'node:timers/promises';
import { createTestWebhook } from '@fanfare/node/webhooks';
import type { ReceiverFleet } from './receiver-fleet.js';
import { samples } from './samples.js';

/** What a storm is made of. */
export interface StormPlan {
  readonly events: number;
  readonly kills: number;
  readonly seed: number;
  readonly secret: string;
  /** Happens once, half way through. */
  readonly halfway?: () => Promise<void>;
}

/** How long the sender waits before it delivers again: its schedule, much shortened. */
const retryMs = 50;

/** How each event was answered: how often it was handled, and how often it was known. */
export type StormAnswers = ReadonlyMap<string, { handled: number; known: number }>;

/** A small generator of chance that can be repeated. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * Delivers every event three times over, out of order, at least once each: again and again until it is answered with
 * 200. Meanwhile receivers are killed.
 */
export async function rage(fleet: ReceiverFleet, plan: StormPlan): Promise<StormAnswers> {
  const random = chance(plan.seed);
  const pick = (below: number): number => Math.floor(random() * below);
  const ids = Array.from({ length: plan.events }, (_, index) => `whk_${index}`);
  const waiting = [...ids, ...ids, ...ids];
  const total = waiting.length;
  const answers = new Map(ids.map((id) => [id, { handled: 0, known: 0 }]));
  const replacing: Promise<void>[] = [];
  let done = 0;
  let killed = 0;

  async function deliver(id: string): Promise<boolean> {
    const data = samples['order.completed'];
    const { headers, body } = createTestWebhook({ type: 'order.completed', data, secret: plan.secret, id });
    try {
      const response = await fetch(await fleet.urlOf(random()), { method: 'POST', headers, body });
      const answer = (await response.json()) as { readonly duplicate?: true };
      if (response.status !== 200) return false;
      const duplicate = answer.duplicate === true;
      const { handled, known } = answers.get(id) ?? { handled: 0, known: 0 };
      answers.set(id, { handled: handled + (duplicate ? 0 : 1), known: known + (duplicate ? 1 : 0) });
      return true;
    } catch {
      return false; // it died over it
    }
  }

  async function work(): Promise<void> {
    for (let id = waiting.splice(pick(waiting.length), 1)[0]; id !== undefined;) {
      if (await deliver(id)) done += 1;
      else {
        waiting.push(id);
        await setTimeout(retryMs);
      }
      if (done > ((killed + 0.5) * total) / (plan.kills + 1) && killed < plan.kills) {
        killed += 1;
        replacing.push(fleet.replace(random()));
        if (killed === Math.ceil(plan.kills / 2) && plan.halfway) replacing.push(plan.halfway());
      }
      id = waiting.splice(pick(waiting.length), 1)[0];
    }
  }

  await Promise.all(Array.from({ length: 12 }, work));
  await Promise.all(replacing);
  return answers;
}
