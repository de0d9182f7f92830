import type { TestAnswer } from './send-test-webhook.js';

const moved = 'Give the address that it redirects to: the platform does not follow redirects.';
const clock = 'The clock of that machine is off by more than 300 s: let NTP set it.';
const raw = 'A body parser ran before the handler, which needs the raw bytes: put the handler before it.';

/** By the code that handlers of `@fanfare/node` answer with. */
const byCode: readonly (readonly [code: string, fix: string])[] = [
  ['webhook_timestamp_too_old', clock],
  ['webhook_timestamp_too_new', clock],
  ['webhook_body_already_parsed', raw],
  ['webhook_header_missing', 'A proxy in front of it takes the headers X-Fanfare-… away.'],
];

const byStatus: Readonly<Record<number, string>> = {
  301: moved,
  302: moved,
  303: moved,
  307: moved,
  308: moved,
  401: 'FANFARE_WEBHOOK_SECRET here and there differ, or a body parser ran before the handler: it needs the raw bytes.',
  403: 'Something in front of it refuses: a login, a firewall, or the list of addresses.',
  404: 'Nothing is at this path: check the address.',
  405: 'The path takes no POST: check the address.',
  413: 'Something in front of it takes smaller bodies than the platform sends: up to 1 MiB.',
};

/** Says what to do about an endpoint that refused an event which was signed rightly. */
export function fixRefusal({ status, body }: Pick<TestAnswer, 'status' | 'body'>): string {
  const known = byCode.find(([code]) => body.includes(code));
  return known?.[1] ?? byStatus[status] ?? 'Look into the log of your server.';
}
