import { fixRefusal } from '../fix-refusal.js';
import { sendTestWebhook, type TestAnswer } from '../send-test-webhook.js';
import { skipped, type Check, type Finding, type Patient } from './check.js';

/** A type that no handler knows, so that nothing happens at the merchant's. */
const type = 'fanfare.doctor';
const hourSeconds = 3_600;
const slowMs = 10_000;
const waitsMs = 30_000;

/** A signed event is taken, also when it comes twice; one that somebody else signed, and one of an hour ago, are not. */
export const checkWebhooks: Check = {
  id: 'webhooks',
  title: 'Webhook endpoint',
  async look({ webhookUrl, webhookSecret, io }) {
    if (webhookUrl === undefined) return skipped('--webhook-url');
    if (webhookSecret === undefined) return skipped('FANFARE_WEBHOOK_SECRET');
    const event = { type, url: webhookUrl, secret: webhookSecret, data: {} };
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
      return [judgeFirst(first), judgeAgain(again), judgeForged(forged), judgeStale(stale)];
    } catch (error) {
      if (io.signal.aborted) throw error;
      const says = error instanceof Error ? error.message : String(error);
      return [
        { state: 'bad', says, fix: 'Give its full address with the path, as the platform reaches it.' },
      ];
    }
  },
};

function isTaken({ status }: TestAnswer): boolean {
  return status >= 200 && status < 300;
}

function otherSecret(): NonNullable<Patient['webhookSecret']> {
  return `whsec_${crypto.randomUUID().replaceAll('-', '')}`;
}

function refusedOwn(answer: TestAnswer): Finding {
  const { status, body } = answer;
  const said = body === '' ? '' : `: ${body}`;
  return {
    state: 'bad',
    says: `A signed event was refused with HTTP ${status}${said}`,
    fix: fixRefusal(answer),
  };
}

function judgeFirst({ status, tookMs }: TestAnswer): Finding {
  const says = `A signed event is taken (HTTP ${status}, ${tookMs} ms)`;
  if (tookMs <= slowMs) return { state: 'good', says };
  const fix = `The platform waits ${waitsMs / 1000} s. Put the work into a queue, or use ack: 'before'.`;
  return { state: 'warning', says: `${says}, slowly`, fix };
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
