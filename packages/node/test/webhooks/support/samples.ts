import { webhookEventSamples } from '@fanfare/contract/webhooks';

export const now = 1_700_000_000;
export const secret = 'whsec_c2FtcGxlIHNlY3JldCBmb3IgdGVzdHM';
export const oldSecret = 'whsec_b2xkIHNlY3JldCBmb3IgdGhlIHRlc3Rz';

/** A good `data` for every type of event. */
export const samples: typeof webhookEventSamples = webhookEventSamples;
