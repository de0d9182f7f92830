import type { AuthSession } from '@fanfare/contract';
import type { TestAnswer } from '../mock-api.js';
import type { Known } from './value-pool.js';

/** A shopper with a session. */
export interface Shopper {
  readonly consumerId: string;
  readonly token: string;
}

/** A few shoppers who come back again and again. */
export interface Crowd {
  /** Picks whoever was chosen, for who booked a slot is the one to give it back, and anybody otherwise. */
  one(chosen: Known): Promise<Shopper>;
  /** Takes in whoever signed in. */
  join(answer: TestAnswer): void;
  /** Sends one away whose session is over; another will come. */
  leave(shopper: Shopper): void;
}

/** How a crowd comes together. */
export interface CrowdOptions {
  /** Opens the session of a new shopper. */
  readonly open: () => Promise<Shopper>;
  readonly random: () => number;
}

const size = 3;

/** Creates a crowd of nobody yet. */
export function createCrowd({ open, random }: CrowdOptions): Crowd {
  const shoppers = new Map<number, Shopper>();
  const somewhere = (): number => Math.floor(random() * size);

  return {
    async one({ consumerId }) {
      const chosen = [...shoppers.values()].find((one) => one.consumerId === consumerId);
      if (chosen !== undefined) return chosen;
      const place = somewhere();
      const shopper = shoppers.get(place) ?? (await open());
      shoppers.set(place, shopper);
      return shopper;
    },
    join({ body }) {
      const { session, accessToken } = (body ?? {}) as Partial<AuthSession>; // any answer, read for what may be in it
      if (session !== undefined && accessToken !== undefined)
        shoppers.set(somewhere(), { consumerId: session.consumerId, token: accessToken });
    },
    leave(shopper) {
      for (const [place, one] of shoppers) if (one === shopper) shoppers.delete(place);
    },
  };
}
