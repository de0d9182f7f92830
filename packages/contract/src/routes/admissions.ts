import type { Routes } from '../route.js';

/** Grants at the merchant's own till. Older documentation has these paths; their bodies are our reading. */
export const admissionRoutes = {
  validate: {
    id: 'admissions.validate',
    service: 'consumer',
    method: 'POST',
    path: '/{distributions}/{distributionId}/validate',
    auth: [['sk']],
    retry: 'header',
    stability: 'inferred',
  },
  complete: {
    id: 'admissions.complete',
    service: 'consumer',
    method: 'POST',
    path: '/{distributions}/{distributionId}/complete',
    auth: [['sk']],
    retry: 'idempotent',
    stability: 'inferred',
  },
} as const satisfies Routes;
