/** How much the present state asks for polling. */
export interface PollNeed {
  /** The interval while the page is visible, in milliseconds. */
  readonly everyMs: number;
  /** The shopper takes part or waits for something: a hidden page goes on too, only slower. */
  readonly takesPart: boolean;
}
