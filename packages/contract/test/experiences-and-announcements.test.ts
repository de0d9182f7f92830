import { describe, expect, it } from 'vitest';
import { operationList } from '@fanfare/contract/operations';

const takes = (id: string, body: unknown): boolean =>
  operationList.find((row) => row.id === id)?.body?.safeParse(body).success ?? false;
const announcement = { experienceId: 'exp_1', type: 'EMAIL', title: 'Soon', content: 'Come.' };
const page = {
  experienceId: 'exp_1',
  slug: 'winter',
  title: 'Winter',
  creativeDocument: { schemaVersion: 1, kind: 'experience-page', editor: 'rich-content-v0', body: {} },
};

describe('F1: what a merchant sets up around an experience', () => {
  it.each([
    [
      'admin.experiences.create',
      { name: 'Drop', sequence: { name: 'All', queues: [{ name: 'Q', admitRate: 1 }] } },
    ],
    ['admin.experiences.update', { theme: null, i18n: { 'pt-BR': { title: 'Olá' } } }],
    ['admin.sequences.create', { experienceId: 'exp_1', name: 'All', color: '#1f4fd8', audienceId: null }],
    ['admin.sequences.orderLimits.create', { sequenceId: 'seq_1', productId: 'prod_1', maxQuantity: 1 }],
    ['admin.sequences.products.replace', { sequenceProducts: [] }],
    ['admin.announcements.create', { ...announcement, timingStrategy: 'RELATIVE', offsetSeconds: -60 }],
    ['admin.experiencePages.create', { ...page, metadata: { a: [1] } }],
  ])('%s takes %j', (id, body) => {
    expect(takes(id, body)).toBe(true);
  });

  it.each([
    [
      'admin.experiences.create',
      { name: 'Drop', sequence: { name: 'All', queues: [{ sequenceId: 's', name: 'Q', admitRate: 1 }] } },
    ],
    [
      'admin.experiences.create',
      { name: 'Drop', sequence: { name: 'All', draws: [{ name: 'No time', winnerCount: 1 }] } },
    ],
    ['admin.experiences.create', { name: 'Drop', openAt: '2026-11-22T10:00:00Z' }],
    ['admin.experiences.update', { accessCode: 'X' }],
    ['admin.experiences.update', { i18n: { 'not a locale': {} } }],
    ['admin.sequences.create', { experienceId: 'exp_1', name: 'All', botCheck: 'required' }],
    [
      'admin.sequences.orderLimits.create',
      { sequenceId: 's', productId: 'p', maxQuantity: 1, timeWindowSeconds: 0 },
    ],
    ['admin.sequences.products.add', { productId: 'prod_1', weight: 1001 }],
    ['admin.announcements.create', { ...announcement, type: 'FAX' }],
    ['admin.announcements.create', { ...announcement, link: 'javascript:alert(1)' }],
    ['admin.announcements.create', { ...announcement, metadata: { email: { fromEmail: 'nobody' } } }],
    ['admin.experiencePages.create', { ...page, slug: 'a'.repeat(65) }],
    ['challenges.verify', { challengeId: 'chal_1' }],
  ])('%s refuses %j', (id, body) => {
    expect(takes(id, body)).toBe(false);
  });
});
