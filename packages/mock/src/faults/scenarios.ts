import type { Fault } from './fault.js';
import type { ScenarioName } from './scenario-names.js';

/** Something that really happens, made of faults. */
export interface Scenario {
  /** One sentence for the page and the command line. */
  readonly summary: string;
  readonly faults: readonly Fault[];
}

const portal = '<!doctype html><title>Hotel Wi-Fi</title><h1>Welcome</h1><p>Please sign in to go online.</p>';

/** What can happen to everybody at once. Several scenarios go together: each adds what the others leave alone. */
export const scenarios: Readonly<Record<ScenarioName, Scenario>> = {
  'platform-outage': {
    summary: 'Nothing works: every call is refused with 503.',
    faults: [{ code: 'service_unavailable', retryAfter: '5' }],
  },
  flaky: {
    summary: 'One call in three fails, in changing ways.',
    faults: [
      { code: 'service_unavailable', probability: 0.15 },
      { resetConnection: true, probability: 0.1 },
      { code: 'internal_error', probability: 0.1 },
    ],
  },
  'slow-network': {
    summary: 'Every answer takes from half a second to three.',
    faults: [{ latencyMs: 500, jitterMs: 2_500 }],
  },
  'lost-answers': {
    summary: 'Every third call is carried out, but its answer never arrives.',
    faults: [
      { loseAnswer: true, probability: 0.25 },
      { cutBody: true, probability: 0.1 },
    ],
  },
  'stalled-network': {
    summary: 'One call in five gets no answer, or one that never ends.',
    faults: [
      { hang: true, probability: 0.1 },
      { endlessBody: 'silence', probability: 0.1 },
    ],
  },
  'rate-limited': {
    summary: 'Every second call comes too often: 429, with Retry-After in all its forms.',
    faults: [
      { code: 'rate_limited', retryAfter: '2', probability: 0.25 },
      { code: 'rate_limited', retryAfter: '2', retryAfterForm: 'http-date', probability: 0.2 },
      { code: 'rate_limited', retryAfter: '2', retryAfterForm: 'iso', probability: 0.2 },
    ],
  },
  'captive-portal': {
    summary: 'A hotel answers for the platform: a sign-in page with 200, or a redirect to it.',
    faults: [
      {
        status: 302,
        location: 'http://portal.example/',
        body: '',
        contentType: 'text/html',
        probability: 0.5,
      },
      { status: 200, body: portal, contentType: 'text/html' },
    ],
  },
  'broken-proxy': {
    summary: 'Something in between answers with HTML, the wrong type or half a body.',
    faults: [
      { like: 'html-error', probability: 0.2 },
      { contentType: 'text/plain', probability: 0.15 },
      { cutBody: true, probability: 0.15 },
    ],
  },
  'clock-skew': {
    summary: 'The clock of the platform says ten minutes less than it is.',
    faults: [{ dateSkewMs: -600_000 }],
  },
  'revoked-sessions': {
    summary: 'One call in ten of a shopper finds the session ended.',
    faults: [{ revokeSession: true, probability: 0.1 }],
  },
  'repeated-pages': {
    summary: 'Every further page of a list points back to itself.',
    faults: [{ repeatCursor: true }],
  },
  'webhook-storm': {
    summary: 'Webhooks come twice, out of order, and up to ten minutes late.',
    faults: [
      { webhooks: 'duplicate', probability: 0.5 },
      { webhooks: 'reorder', probability: 0.5 },
      { webhooks: 'late', jitterMs: 600_000, probability: 0.5 },
    ],
  },
};
