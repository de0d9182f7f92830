import { limits, type ConsumerId } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import type { Consumer } from './consumers.js';
import { createOtpCodes, type OtpOutcome, type UnspentCode } from './otp-codes.js';

/** The codes that are to prove e-mail addresses. They sign nobody in, and codes that do prove nothing here. */
export interface EmailVerifications {
  /** When a consumer may have another code, in milliseconds since the epoch. */
  nextAt(consumer: Consumer): number;
  /** Makes a new code for an address of a consumer; the one before it is worth nothing any more. */
  request(consumer: Consumer, email: string): void;
  /** Checks a code for the address that a consumer has now, and spends it. */
  take(consumer: Consumer, code: string): OtpOutcome;
  /** Forgets that a consumer asked for a code. */
  forget(consumerId: ConsumerId): void;
  /** The unspent codes, the newest first. */
  unspent(): readonly UnspentCode[];
  /** Reads the newest unspent code that went to an address. */
  read(email: string): string | undefined;
}

interface Request {
  readonly consumer: Consumer;
  readonly email: string;
  readonly at: number;
}

/** Makes an empty mailbox. */
export function createEmailVerifications(context: MockContext): EmailVerifications {
  const codes = createOtpCodes(context);
  const requests = new Map<ConsumerId, Request>();
  return {
    nextAt({ id }) {
      const at = requests.get(id)?.at;
      return at === undefined ? context.clock.now() : at + limits.emailResendSeconds * 1000;
    },
    request(consumer, email) {
      requests.delete(consumer.id); // so that the newest one stands last
      requests.set(consumer.id, { consumer, email, at: context.clock.now() });
      codes.request(consumer.tenant, consumer.id);
    },
    take({ tenant, id, email }, code) {
      if (requests.get(id)?.email !== email) return 'invalid';
      return codes.take({ tenant, address: id, code });
    },
    forget: (consumerId) => void requests.delete(consumerId),
    unspent: () =>
      [...requests.values()].reverse().flatMap(({ consumer, email }) => {
        const code = codes.peek(consumer.tenant, consumer.id);
        return code === undefined ? [] : { ...code, address: email };
      }),
    read(email) {
      const address = email.trim().toLowerCase();
      const request = [...requests.values()].filter((each) => each.email === address).at(-1);
      return request && codes.peek(request.consumer.tenant, request.consumer.id)?.code;
    },
  };
}
