import 'server-only';

// Stands in for the table of orders; a map, so that an event that is told twice counts once.
const shared = globalThis as typeof globalThis & { paidOrders?: Map<string, string> };

/** Paid orders, by their id, with the event that told of them. */
export const paidOrders: Map<string, string> = (shared.paidOrders ??= new Map<string, string>());
