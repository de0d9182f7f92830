/** Whose tokens they are. */
export interface TokenOwner {
  /** The tenant, such as the sub-domain of a platform. */
  readonly tenant: string;
  /** The user or service within it. */
  readonly user: string;
}

/** A turn at the tokens of an owner: nobody else has one until it is released or its time is over. */
export interface TokenTurn {
  /** Names whoever has the turn; another one each time. */
  readonly holder: string;
  readonly leaseMs: number;
}

/**
 * Keeps the tokens of a server, for one process or for several. Whatever it keeps is for one owner, and never given to another.
 */
export interface TokenStore {
  /** Returns what was written last; `undefined` where there is nothing. */
  read(owner: TokenOwner): Promise<string | undefined>;
  /**
   * Puts a record in the place of the one before, whole or not at all.
   *
   * @returns `false`, with nothing written, where the holder does not have the turn (any more): somebody else is at it.
   */
  write(owner: TokenOwner, entry: { readonly record: string; readonly holder: string }): Promise<boolean>;
  /** Removes the record. */
  remove(owner: TokenOwner): Promise<void>;
  /** Takes the turn, where nobody has it. */
  claim(owner: TokenOwner, turn: TokenTurn): Promise<boolean>;
  /** Ends a turn; nothing happens where it is somebody else's. */
  release(owner: TokenOwner, holder: string): Promise<void>;
}
