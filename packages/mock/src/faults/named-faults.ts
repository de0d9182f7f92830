import type { FaultName } from './fault-names.js';
import type { Fault } from './fault.js';

/** The page of a proxy that cannot reach what is behind it. */
const badGateway = `<!doctype html><html><head><title>502 Bad Gateway</title></head>
<body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center></body></html>`;

/** Faults that have a name, for headers, command lines and the page. */
export const namedFaults: Readonly<Record<FaultName, Fault>> = {
  slow: { latencyMs: 2_000 },
  'very-slow': { latencyMs: 30_000 },
  hang: { hang: true },
  'connection-reset': { resetConnection: true },
  'lost-answer': { loseAnswer: true },
  'cut-body': { cutBody: true },
  'endless-body': { endlessBody: 'silence' },
  'html-error': { status: 502, body: badGateway, contentType: 'text/html' },
  'wrong-content-type': { contentType: 'text/plain' },
  'server-error': { code: 'internal_error' },
  unavailable: { code: 'service_unavailable' },
  'rate-limited': { code: 'rate_limited', retryAfter: '2' },
  'rate-limited-until': { code: 'rate_limited', retryAfter: '2', retryAfterForm: 'http-date' },
  'revoked-session': { revokeSession: true },
  'repeated-cursor': { repeatCursor: true },
  'skewed-date': { dateSkewMs: -600_000 },
  'missing-date': { withoutDate: true },
  'duplicate-webhooks': { webhooks: 'duplicate' },
  'reordered-webhooks': { webhooks: 'reorder' },
  'late-webhooks': { webhooks: 'late' },
};
