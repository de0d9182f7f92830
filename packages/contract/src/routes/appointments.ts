import type { Routes } from '../route.js';

/** Appointments: slots that a shopper books, moves and gives back. */
export const appointmentRoutes = {
  get: {
    id: 'appointments.get',
    service: 'consumer',
    method: 'GET',
    path: '/appointments/{appointmentId}',
    auth: [['pk'], ['pk', 'consumer']],
    retry: 'safe',
    stability: 'published',
  },
  slots: {
    id: 'appointments.slots',
    service: 'consumer',
    method: 'GET',
    path: '/appointments/{appointmentId}/slots',
    auth: [['pk'], ['pk', 'consumer']],
    retry: 'safe',
    stability: 'published',
  },
  book: {
    id: 'appointments.book',
    service: 'consumer',
    method: 'POST',
    path: '/appointments/{appointmentId}/book',
    auth: [['pk', 'consumer']],
    retry: 'header',
    stability: 'published',
  },
  cancel: {
    id: 'appointments.cancel',
    service: 'consumer',
    method: 'POST',
    path: '/appointments/{appointmentId}/cancel',
    auth: [['pk', 'consumer']],
    retry: 'idempotent',
    stability: 'published',
  },
  me: {
    id: 'appointments.me',
    service: 'consumer',
    method: 'GET',
    path: '/appointments/{appointmentId}/me',
    auth: [['pk', 'consumer']],
    retry: 'safe',
    stability: 'published',
  },
  reschedule: {
    id: 'appointments.reschedule',
    service: 'consumer',
    method: 'POST',
    path: '/appointments/{appointmentId}/reschedule',
    auth: [['pk', 'consumer']],
    retry: 'header',
    stability: 'published',
  },
} as const satisfies Routes;
