import type { FanfareServer } from '@fanfare/node';
import { webhookHandler, type WebhookInbox, type WebhookRequestHandler } from '@fanfare/node/webhooks';

/** What the answer works with. */
export interface TokenReuseOptions {
  readonly fanfare: FanfareServer;
  /** Of the webhook endpoint. */
  readonly secrets: readonly string[];
  /** Remembers deliveries, so that each is answered once; shared by all processes. */
  readonly inbox: WebhookInbox;
  /** Tells whoever is on call, and the shopper where you know a way. @default nobody is told */
  readonly tell?: (incident: Incident) => void | Promise<void>;
}

/** What happened, and what was done about it. Nothing in it opens anything. */
export interface Incident {
  readonly consumerId: string;
  readonly detectedAt: string;
  readonly endedSessions: number;
}

/**
 * Answers a stolen session without a human. When a refresh token was used twice the platform ends that session by itself; whoever copied it
 * may have others, so all sessions of the shopper are ended here. Ending them again does nothing: a delivery that comes twice is
 * harmless, and one that fails is delivered again.
 */
export function answerTokenReuse(options: TokenReuseOptions): WebhookRequestHandler {
  const { fanfare, secrets, inbox, tell } = options;
  return webhookHandler({
    secrets,
    inbox,
    on: {
      async 'security.token_reuse'({ data }, { signal }) {
        const { consumerId, detectedAt } = data;
        const { revoked } = await fanfare.admin.consumers.sessions.revokeAll(consumerId, { signal });
        await tell?.({ consumerId, detectedAt, endedSessions: revoked });
      },
    },
  });
}
