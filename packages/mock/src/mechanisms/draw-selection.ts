import type { DrawChange } from './draw-change.js';
import type { DrawLedger } from './draw-ledger.js';
import { drawEnds } from './draw-place.js';
import type { DrawRules } from './draw-rules.js';
import { rankEntrants, type Chances } from './rank-entrants.js';

/** Who wins a draw, from the moment on at which chance put all entrants in an order. */
export interface DrawSelection {
  /** The order stands, or the draw was called off before. */
  readonly isDrawn: boolean;
  /** Nobody wins any more. */
  readonly isOver: boolean;
  /** Somebody wins at once, or the selection ends. */
  readonly isDue: boolean;
  /** Puts the entrants in an order. */
  draw(): void;
  /** Lets the next one win, or ends the selection where there is nothing more to select. */
  select(at: number): readonly DrawChange[];
  callOff(at: number): readonly DrawChange[];
}

/** What a selection works with. */
export interface DrawSelectionOptions {
  readonly ledger: DrawLedger;
  readonly rules: () => DrawRules;
  readonly chances: Chances;
  /** Whether the draw was over when it was set up. */
  readonly isOver: boolean;
}

/** Creates the selection of a draw. */
export function createDrawSelection(options: DrawSelectionOptions): DrawSelection {
  const { ledger, rules, chances } = options;
  let { isOver } = options;
  let isDrawn = isOver;
  let entrants = 0;
  let winners = 0;

  /** How many winners are missing. */
  function vacancies(): number {
    const { winnerCount, continueSelecting } = rules();
    return winnerCount - (continueSelecting ? ledger.count('won') + ledger.count('completed') : winners);
  }

  function isDecided(): boolean {
    const { winnerCount, continueSelecting } = rules();
    if (ledger.entrantCount === 0) return true;
    return continueSelecting ? ledger.count('completed') >= winnerCount : vacancies() <= 0;
  }

  function win(consumerId: string, at: number): DrawChange {
    const { admissionExpirationMs } = rules();
    const expiresAt = admissionExpirationMs === null ? null : at + admissionExpirationMs;
    winners += 1;
    ledger.set(consumerId, { status: 'won', wonAt: at, expiresAt });
    return { type: 'won', at, consumerId, winnerPosition: winners, expiresAt };
  }

  function finish(at: number, reason: string): readonly DrawChange[] {
    const lost = ledger.entrants().map((consumerId): DrawChange => {
      ledger.set(consumerId, { status: 'denied', deniedAt: at, reason });
      return { type: 'lost', at, consumerId, reason };
    });
    isOver = true;
    return [...lost, { type: 'finished', at, entrants, winners }];
  }

  return {
    get isDrawn(): boolean {
      return isDrawn;
    },
    get isOver(): boolean {
      return isOver;
    },
    get isDue(): boolean {
      return isDrawn && !isOver && (isDecided() || vacancies() > 0);
    },
    draw() {
      isDrawn = true;
      entrants = ledger.entrantCount;
      ledger.rank(rankEntrants(ledger.entrants(), chances));
    },
    select(at) {
      const first = ledger.firstEntrant();
      return first === undefined || isDecided() ? finish(at, drawEnds.lost) : [win(first, at)];
    },
    callOff(at) {
      if (!isDrawn) entrants = ledger.entrantCount;
      isDrawn = true;
      return finish(at, drawEnds.calledOff);
    },
  };
}
