import { randomBytes } from 'node:crypto';
import type { ConsumerMerge, MockContext } from './context.js';
import type { ResolvedOptions } from './options/resolve-options.js';
import { createClock } from './clock.js';
import { randomId } from './random/random-id.js';
import { seededRandom } from './random/seeded-random.js';
import { reseedWorld, seedWorld } from './state/seed-world.js';
import { createWebhookDesk } from './webhooks/webhook-desk.js';

/** A context, and what only the platform itself may do with it. */
export interface OwnedContext {
  readonly context: MockContext;
  readonly defects: readonly string[];
  /** Forgets every part and everything that is scheduled; options, settings and allowed origins stay. */
  forget(): void;
}

/** Makes the context that every part of one platform works with. */
export function createContext(options: ResolvedOptions): OwnedContext {
  const parts = new Map<unknown, unknown>();
  const awaited = new Map<unknown, readonly ((part: unknown) => void)[]>();
  const merging = new Set<(merge: ConsumerMerge) => void>();
  const defects: string[] = [];
  const random = seededRandom(options.seed);
  const reportDefect = (what: string): void => void defects.push(what);
  const clock = createClock({
    start: options.now,
    flow: options.flow,
    onError: (error) => reportDefect(`a scheduled task failed: ${String(error)}`),
  });

  const context: MockContext = {
    origin: options.origin,
    ownAuthorities: [new URL(options.origin).host, ...options.authorities],
    profile: options.profile,
    roleSet: options.roleSet,
    clock,
    settings: options.settings,
    withoutRateLimits: options.withoutRateLimits,
    world: seedWorld(),
    random,
    seed: options.seed,
    faultHeader: options.faultHeader,
    deliver: options.deliver,
    newId: (prefix) => randomId(prefix, random),
    newSecret: (prefix) => `${prefix}_${randomBytes(32).toString('base64url')}`,
    use: <Part>(create: (context: MockContext) => Part): Part => {
      if (!parts.has(create)) {
        parts.set(create, create(context));
        for (const run of awaited.get(create) ?? []) run(parts.get(create));
      }
      return parts.get(create) as Part; // only ever set from the same factory
    },
    whenUsed: <Part>(create: (context: MockContext) => Part, run: (part: Part) => void): void => {
      if (parts.has(create)) return run(context.use(create));
      const waiting = awaited.get(create) ?? [];
      awaited.set(create, [...waiting, run as (part: unknown) => void]); // called with a part of this factory only
    },
    publish: (event) => context.use(createWebhookDesk).publish(event),
    onConsumerMerged: (run) => {
      merging.add(run);
      return () => void merging.delete(run);
    },
    mergeConsumers: (merge) => {
      for (const run of merging) run(merge);
    },
    archive: options.archive,
    reportDefect,
  };
  const forget = (): void => {
    clock.clear();
    merging.clear();
    parts.clear();
    awaited.clear();
    reseedWorld(context.world);
    defects.splice(0);
  };
  return { context, defects, forget };
}
