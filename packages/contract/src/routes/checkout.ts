import type { Routes } from '../route.js';

/** Hosted payment. */
export const checkoutRoutes = {
  create: {
    id: 'checkout.create',
    service: 'checkout',
    method: 'POST',
    path: '/checkout',
    auth: [['sk']],
    retry: 'body',
    stability: 'published',
  },
  cancel: {
    id: 'checkout.cancel',
    service: 'checkout',
    method: 'POST',
    path: '/payments/cancellations',
    auth: [['sk']],
    retry: 'body',
    stability: 'published',
  },
  refund: {
    id: 'checkout.refund',
    service: 'checkout',
    method: 'POST',
    path: '/payments/refunds',
    auth: [['sk']],
    retry: 'body',
    stability: 'published',
  },
} as const satisfies Routes;
