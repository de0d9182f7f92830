import type { RoomChange, RoomChangeKind, RoomResult } from './room.js';

/** A change as every engine tells it. */
interface EngineChange {
  readonly type: string;
  readonly at: number;
  readonly consumerId?: string;
  readonly reason?: string;
  readonly expiresAt?: number | null;
}

interface EngineResult<Change, Refusal> {
  readonly changes: readonly Change[];
  readonly refusal?: Refusal;
}

/** What a change of an engine means to everybody else, and the name under which it is counted. */
export interface Meaning {
  readonly what: RoomChangeKind;
  readonly count?: string;
}

/** How the changes of an engine are understood. */
export interface Interpretation<Change extends EngineChange> {
  readonly meanings: Readonly<Record<Change['type'], Meaning>>;
  /** The type of the change that comes with a grant. */
  readonly grants: Change['type'];
  /** The reason of a denial whose grant ran out: such a grant says so itself, every other end takes it away. */
  readonly expired: string;
  /** The refusal of an engine to do something for somebody who never took part. */
  readonly notTakingPart: string;
  /** How merchants are told of a change. */
  readonly tell: (change: Change) => RoomChange['tell'];
}

/** Turns what an engine tells into what every distribution tells. */
export interface EngineAdapter<Change> {
  toChange(change: Change): RoomChange;
  /** With the refusal as the engine gave it. */
  toResult<Refusal>(result: EngineResult<Change, Refusal>): RoomResult<Refusal>;
  /** With the refusal in the words that every distribution has. */
  toCommon(result: EngineResult<Change, { readonly refused: string }>): RoomResult;
}

/** Makes the adapter of an engine. */
export function adaptEngine<Change extends EngineChange>(
  interpretation: Interpretation<Change>,
): EngineAdapter<Change> {
  const { meanings, notTakingPart, tell } = interpretation;

  const toChange = (change: Change): RoomChange => {
    const type: Change['type'] = change.type;
    const grant = grantStep(change, interpretation);
    const telling = tell(change);
    return {
      ...meanings[type],
      at: change.at,
      ...(change.consumerId !== undefined && { consumerId: change.consumerId }),
      ...(change.reason !== undefined && { reason: change.reason }),
      ...(grant !== undefined && { grant }),
      ...(telling !== undefined && { tell: telling }),
    };
  };
  return {
    toChange,
    toResult: ({ changes, refusal }) => ({
      changes: changes.map(toChange),
      ...(refusal !== undefined && { refusal }),
    }),
    toCommon: ({ changes, refusal }) => ({
      changes: changes.map(toChange),
      ...(refusal !== undefined && {
        refusal: { refused: refusal.refused === notTakingPart ? 'not_taking_part' : 'ended' },
      }),
    }),
  };
}

function grantStep<Change extends EngineChange>(
  { type, reason, expiresAt = null }: EngineChange,
  { grants, expired }: Interpretation<Change>,
): RoomChange['grant'] {
  if (type === grants) return { do: 'issue', expiresAt };
  if (type === 'completed') return { do: 'use' };
  const takesAway = type === 'left' || (type === 'denied' && reason !== expired);
  return takesAway ? { do: 'revoke' } : undefined;
}
