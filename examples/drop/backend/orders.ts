/** An order of the shop. It is `pending` until the platform's webhook says otherwise. */
export interface Order {
  readonly id: string;
  readonly consumerId: string;
  readonly amount: string;
  readonly till: Till;
  /** The payment page, for a shopper who comes back without having paid. */
  readonly checkoutUrl?: string;
  readonly status: 'pending' | 'confirmed' | 'cancelled';
  /** How often a webhook changed it; more than once would be a mistake. */
  readonly confirmations: number;
}

/** Where the shopper pays: on the platform's page or at the shop's own till. */
export type Till = 'hosted' | 'own';

/** The shop's order book. A real shop has a database here. */
export interface OrderBook {
  /** Opens an order, or returns the one that is open under that id. */
  readonly open: (order: Omit<Order, 'status' | 'confirmations'>) => Order;
  readonly confirm: (id: string) => void;
  readonly cancel: (id: string) => void;
  readonly of: (consumerId: string) => Order[];
  readonly all: () => Order[];
}

/** Opens an empty book. */
export function openOrderBook(): OrderBook {
  const orders = new Map<string, Order>();
  const change = (id: string, next: (order: Order) => Order): void => {
    const order = orders.get(id);
    if (order !== undefined) orders.set(id, next(order));
  };
  return {
    open: (draft) => {
      const known = orders.get(draft.id);
      if (known !== undefined) return known;
      const order: Order = { ...draft, status: 'pending', confirmations: 0 };
      orders.set(order.id, order);
      return order;
    },
    confirm: (id) =>
      change(id, (order) => ({ ...order, status: 'confirmed', confirmations: order.confirmations + 1 })),
    cancel: (id) => change(id, (order) => ({ ...order, status: 'cancelled' })),
    of: (consumerId) => [...orders.values()].filter((order) => order.consumerId === consumerId),
    all: () => [...orders.values()],
  };
}
