/** What is there of a variant, and what unpaid orders hold of it. */
export interface Stock {
  /** `untracked` counts nothing, `continue` sells on below zero, `deny` sells what is there and no more. */
  readonly policy: 'untracked' | 'deny' | 'continue';
  readonly quantity: number;
  readonly reserved: number;
}

/** How many pieces can still be bought; without end where nothing refuses a sale. */
export function availableIn({ policy, quantity, reserved }: Stock): number {
  return policy === 'deny' ? quantity - reserved : Number.POSITIVE_INFINITY;
}

/** Tells whether every reservation can be served: a stock that would not be sound must not come about. */
export function isSound(stock: Stock): boolean {
  return availableIn(stock) >= 0;
}

/** Holds pieces for an order; `undefined` where there are not enough. */
export function reserve(stock: Stock, pieces: number): Stock | undefined {
  // Counted whatever the policy is, so that a policy can change while orders wait for their payment.
  return availableIn(stock) < pieces ? undefined : { ...stock, reserved: stock.reserved + pieces };
}

/** Gives held pieces back. */
export function release(stock: Stock, pieces: number): Stock {
  return { ...stock, reserved: stock.reserved - pieces };
}

/** Hands held pieces over: the order is paid. */
export function consume(stock: Stock, pieces: number): Stock {
  const gone = stock.policy === 'untracked' ? 0 : pieces;
  return { ...stock, reserved: stock.reserved - pieces, quantity: stock.quantity - gone };
}
