import type { JourneyView } from '@fanfare/browser';
import type { Order } from './shop-api.ts';

/** What the panel shows. */
export type PanelModel =
  | { readonly state: 'loading' | 'enterable' | 'scheduled' | 'refused' }
  | { readonly state: 'signed-out'; readonly codeSentTo: string | null }
  | {
      readonly state: 'waiting';
      readonly position: number | null;
      readonly ahead: number;
      readonly waitMs: number | null;
    }
  | { readonly state: 'granted'; readonly expiresAt: string | null }
  | { readonly state: 'ended'; readonly outcome: string; readonly mayEnter: boolean }
  | { readonly state: 'ordered'; readonly order: Order };

/** What the panel is derived from. */
export interface Known {
  readonly signedIn: boolean;
  readonly codeSentTo: string | null;
  readonly view: JourneyView | null;
  readonly orders: readonly Order[];
  /** The last place in line that was seen: where the way began. */
  readonly longest: number;
}

/** Derives the panel from what is known. Orders come first: after a purchase nothing else matters. */
export function panelModel({ signedIn, codeSentTo, view, orders, longest }: Known): PanelModel {
  const order = orders.find(({ status }) => status !== 'cancelled');
  if (!signedIn) return { state: 'signed-out', codeSentTo };
  if (order !== undefined) return { state: 'ordered', order };
  if (view?.journeyStage === 'gated' || view?.journeyStage === 'no_access') return { state: 'refused' };
  if (view?.journeyStage !== 'routed') return { state: 'loading' };
  switch (view.phase) {
    case 'enterable':
    case 'scheduled':
      return { state: view.phase };
    case 'participating': {
      if (view.mechanism !== 'queue') return { state: 'loading' };
      const { position, estimatedWaitMs: waitMs } = view.place;
      const ahead = 1 - (position ?? longest) / Math.max(longest, 1);
      return { state: 'waiting', position, ahead, waitMs };
    }
    case 'granted':
      return { state: 'granted', expiresAt: view.grant.expiresAt ?? null };
    case 'ended':
      return {
        state: 'ended',
        outcome: view.outcome.type,
        mayEnter: 'enter' in view.actions,
      };
    default:
      return { state: 'refused' };
  }
}
