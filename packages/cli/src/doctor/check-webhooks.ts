import { sendTestWebhook, type TestAnswer } from '../send-test-webhook.js';
import { webhookTarget } from '../webhook-target.js';
import { skipped, type Check, type Finding, type Patient } from './check.js';

/** A type that no handler knows, so that nothing happens at the merchant's. */
const type = 'fanfare.doctor';
const hourSeconds = 3_600;

/** A signed event is taken, also when it comes twice; one that somebody else signed, and one of an hour ago, are not. */
export const checkWebhooks: Check = {
  id: 'webhooks',
  title: 'Webhook endpoint',
  async look({ webhookUrl, webhookSecret, io }) {
    if (webhookUrl === undefined) return skipped('--webhook-url');
    if (webhookSecret === undefined) return skipped('FANFARE_WEBHOOK_SECRET');
    const event = { type, url: webhookTarget('--webhook-url', webhookUrl), secret: webhookSecret, data: {} };
    const id = `whk_doctor_${crypto.randomUUID().slice(0, 8)}`;
    try {
      const first = await sendTestWebhook(io, { ...event, id });
      if (!isTaken(first)) return [refusedOwn(first)];
      const again = await sendTestWebhook(io, { ...event, id });
      const forged = await sendTestWebhook(io, { ...event, secret: otherSecret() });
      const stale = await sendTestWebhook(io, {
        ...event,
        timestamp: Math.floor(Date.now() / 1000) - hourSeconds,
      });
      return [
        { state: 'good', says: `A signed event is taken (HTTP ${first.status}, ${first.tookMs} ms)` },
        judgeAgain(again),
        judgeForged(forged),
        judgeStale(stale),
      ];
    } catch (error) {
      const says = error instanceof Error ? error.message : String(error);
      return [{ state: 'bad', says, fix: 'Start it, and give its full address with the path.' }];
    }
  },
};

function isTaken({ status }: TestAnswer): boolean {
  return status >= 200 && status < 300;
}

function otherSecret(): NonNullable<Patient['webhookSecret']> {
  return `whsec_${crypto.randomUUID().replaceAll('-', '')}`;
}

const fixes: Readonly<Record<number, string>> = {
  301: 'Give the address that it redirects to: the platform does not follow redirects.',
  302: 'Give the address that it redirects to: the platform does not follow redirects.',
  307: 'Give the address that it redirects to: the platform does not follow redirects.',
  308: 'Give the address that it redirects to: the platform does not follow redirects.',
  401: 'FANFARE_WEBHOOK_SECRET here and there differ, or a body parser ran before the handler: it needs the raw bytes.',
  403: 'Something in front of it refuses: a login, a firewall, or the list of addresses.',
  404: 'Nothing is at this path: check the address.',
  405: 'The path takes no POST: check the address.',
};

function refusedOwn({ status, body }: TestAnswer): Finding {
  const said = body === '' ? '' : `: ${body}`;
  const fix = fixes[status] ?? 'Look into the log of your server.';
  return { state: 'bad', says: `A signed event was refused with HTTP ${status}${said}`, fix };
}

function judgeAgain(answer: TestAnswer): Finding {
  if (isTaken(answer)) return { state: 'good', says: 'The same event again is taken' };
  const fix = 'Answer a duplicate with 200: every other answer makes the platform deliver it again.';
  return { state: 'warning', says: `The same event again was answered with HTTP ${answer.status}`, fix };
}

function judgeForged(answer: TestAnswer): Finding {
  if (!isTaken(answer)) return { state: 'good', says: `A forged event is refused (HTTP ${answer.status})` };
  const fix =
    'Verify signatures: webhookHandler of @fanfare/node/webhooks does. Anybody can send you orders.';
  return { state: 'bad', says: 'A forged event is taken', fix };
}

function judgeStale(answer: TestAnswer): Finding {
  if (!isTaken(answer))
    return { state: 'good', says: `An event of an hour ago is refused (HTTP ${answer.status})` };
  const fix =
    'Check the time stamp: refuse what is more than 300 s away, or whoever saw a delivery can repeat it.';
  return { state: 'bad', says: 'An event of an hour ago is taken', fix };
}
