import type { ClientErrorCode } from '@fanfare/contract';
import { type ErrorIssue, FanfareError, type FanfareErrorJson } from '@fanfare/core/base';
import type { MismatchCause } from './mismatch-cause.js';

/** Why a delivery was refused; the `webhook_…` part of the contract's closed list of codes. */
export type WebhookErrorCode = Extract<ClientErrorCode, `webhook_${string}`>;

/** What a {@link WebhookError} knows beside its code. */
export interface WebhookErrorOptions {
  /** What was wrong with this delivery, without any of its values. */
  readonly what: string;
  /**
   * What to do about it.
   * @default the advice of the code
   */
  readonly hint?: string;
  /** Seconds from the time of the signature to now; negative where the signature lies in the future. */
  readonly skewSeconds?: number;
  /** Where the payload does not fit the contract. */
  readonly issues?: readonly ErrorIssue[];
  /** What the doctor found. */
  readonly mismatchCause?: MismatchCause;
}

/** What a {@link WebhookError} looks like in a log. */
export interface WebhookErrorJson extends FanfareErrorJson {
  readonly hint: string;
  readonly skewSeconds?: number;
  readonly mismatchCause?: MismatchCause;
}

interface Fact {
  readonly status: number;
  readonly hint: string;
  /** It is the receiver's own code that has to change, so the error tells where in it. */
  readonly isMistake?: true;
}

const facts: Readonly<Record<WebhookErrorCode, Fact>> = {
  webhook_body_already_parsed: {
    status: 500,
    isMistake: true,
    hint: 'Pass the bytes as they arrived (string, Buffer, typed array, ArrayBuffer, Request or IncomingMessage) and let no body parser run before.',
  },
  webhook_body_too_large: { status: 413, hint: 'Raise `maxBytes` if the delivery is genuine.' },
  webhook_body_unreadable: {
    status: 400,
    hint: 'The sender broke off or the stream failed; the platform delivers again.',
  },
  webhook_header_missing: {
    status: 400,
    hint: 'Pass the headers of the request as they arrived; a proxy may have dropped or doubled them.',
  },
  webhook_header_malformed: {
    status: 400,
    hint: 'The forms are `X-Fanfare-Signature: sha256=<64 lower-case hex digits>` and `X-Fanfare-Timestamp: <unix seconds>`.',
  },
  webhook_timestamp_too_old: {
    status: 401,
    hint: 'Compare the clock of this machine with a time server; a replayed delivery is refused rightly.',
  },
  webhook_timestamp_too_new: {
    status: 401,
    hint: 'Compare the clock of this machine with a time server.',
  },
  webhook_signature_mismatch: {
    status: 401,
    hint: 'Check that the secret belongs to this endpoint and that the bytes are those that arrived; `doctor: true` names the cause in development.',
  },
  webhook_payload_invalid: {
    status: 400,
    hint: 'Update the SDK; if the newest version refuses it too, report it with the type of the event.',
  },
};

/**
 * Says why a delivery was refused. It never holds the payload, a secret or a signature. Its stack has frames only where
 * the receiver's code is at fault (`webhook_body_already_parsed`): to gather them is most of what a refusal costs, and anybody may
 * send what is refused.
 *
 * @example
 * ```ts
 * import { isWebhookError, verifyWebhook } from '@fanfare/node/webhooks';
 *
 * export async function receive(request: Request, secrets: string[]): Promise<Response> {
 *   try {
 *     const event = await verifyWebhook({ payload: request, secrets });
 *     return Response.json({ received: event.id });
 *   } catch (error) {
 *     if (!isWebhookError(error)) throw error;
 *     return new Response(error.message, { status: error.status });
 *   }
 * }
 * ```
 */
export class WebhookError extends FanfareError {
  declare readonly name: 'WebhookError';
  declare readonly code: WebhookErrorCode;
  /** The HTTP status to answer with. */
  declare readonly status: number;
  /** What to do about it. */
  readonly hint: string;
  /** Seconds from the time of the signature to now; negative where the signature lies in the future. */
  declare readonly skewSeconds?: number;
  /** What the doctor found; only with `doctor: true`. */
  declare readonly mismatchCause?: MismatchCause;

  constructor(code: WebhookErrorCode, options: WebhookErrorOptions) {
    const { status, hint: advice, isMistake = false } = facts[code];
    const hint = options.hint ?? advice;
    const message = `The webhook delivery was refused: ${options.what}. ${hint}`;
    const frames = Error.stackTraceLimit;
    // As Node does for its own errors; by Reflect, because it may be read-only.
    if (!isMistake) Reflect.set(Error, 'stackTraceLimit', 0);
    try {
      super(message, { code, status, issues: options.issues });
    } finally {
      if (!isMistake) Reflect.set(Error, 'stackTraceLimit', frames);
    }
    this.name = 'WebhookError';
    this.hint = hint;
    if (options.skewSeconds !== undefined) this.skewSeconds = options.skewSeconds;
    if (options.mismatchCause !== undefined) this.mismatchCause = options.mismatchCause;
  }

  override toJSON(): WebhookErrorJson {
    return {
      ...super.toJSON(),
      hint: this.hint,
      ...(this.skewSeconds !== undefined && { skewSeconds: this.skewSeconds }),
      ...(this.mismatchCause !== undefined && { mismatchCause: this.mismatchCause }),
    };
  }
}
