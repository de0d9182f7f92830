import type {
  Admission,
  CompleteAdmission,
  ConsumerId,
  DistributionId,
  GrantingMechanism,
  OrderId,
  Timestamp,
} from '@fanfare/contract';
import { describeType, GrantError, isFanfareError, RequestError } from '@fanfare/core/base';
import type { OperationParams } from '@fanfare/contract/operations';
import type { UnsafeCallOptions } from './call-options.js';
import type { Operate } from './operate.js';

/** Whose admission, and to what. */
export interface AdmissionSubject {
  readonly consumerId: ConsumerId;
  readonly distributionId: DistributionId;
  readonly distributionType: GrantingMechanism;
}

/** A grant to check, and whose it has to be. */
export interface AdmissionCheck extends AdmissionSubject {
  /** The grant, as the shopper's page got it. */
  readonly token: string;
}

/** An admission that ended in an order. */
export interface AdmissionOrder extends AdmissionSubject {
  readonly orderId?: OrderId | undefined;
  /** A decimal amount, such as `"129.00"`. */
  readonly orderAmount?: string | undefined;
}

/** What is known of a completed admission. */
export interface CompletedAdmission extends AdmissionSubject {
  /** True where an earlier call had completed it; that is a success too. */
  readonly alreadyCompleted: boolean;
  /** Absent where the platform only says that it was completed before. */
  readonly completedAt?: Timestamp;
}

/** Grants at the merchant's own till. Whatever is not clearly good is refused. */
export interface AdmissionsResource {
  /**
   * Checks a grant and spends it. Returns only where the platform says that it is good, and for exactly this
   * consumer and distribution; everything else throws.
   *
   * @throws GrantError `grant_invalid`, `grant_expired`, `grant_used`, `grant_mismatch`; RequestError
   *   `invalid_request`; any other {@link FanfareError}, and then the shopper is not admitted either
   * @example
   * ```ts
   * import { FanfareServer, GrantError } from '@fanfare/node';
   *
   * const fanfare = new FanfareServer({ secretKey: process.env['FANFARE_SECRET_KEY'] ?? '' });
   *
   * export async function mayBuy(token: string, consumerId: string): Promise<boolean> {
   *   try {
   *     await fanfare.admissions.validate({ token, consumerId, distributionId: 'que_1', distributionType: 'queue' });
   *     return true;
   *   } catch (error) {
   *     if (error instanceof GrantError) return false;
   *     throw error;
   *   }
   * }
   * ```
   */
  validate(check: AdmissionCheck, options?: UnsafeCallOptions): Promise<Admission>;
  /**
   * Tells the platform that an admission ended in an order. Completing twice is a success.
   *
   * @throws GrantError `grant_expired`, `grant_mismatch`; ConflictError `conflict`; RequestError `invalid_request`
   * @example
   * ```ts
   * import { FanfareServer } from '@fanfare/node';
   *
   * const fanfare = new FanfareServer({ secretKey: process.env['FANFARE_SECRET_KEY'] ?? '' });
   * await fanfare.admissions.complete({
   *   consumerId: 'csm_1',
   *   distributionId: 'que_1',
   *   distributionType: 'queue',
   *   orderId: 'ord_1',
   *   orderAmount: '129.00',
   * });
   * ```
   */
  complete(order: AdmissionOrder, options?: UnsafeCallOptions): Promise<CompletedAdmission>;
}

const subjectNames = ['consumerId', 'distributionId', 'distributionType'];

type Collection = OperationParams<'admissions.validate'>['distributions'];

const collections: Readonly<Record<GrantingMechanism, Collection>> = {
  queue: 'queues',
  draw: 'draws',
  auction: 'auctions',
  timed_release: 'timed-releases',
};

/** Creates the resource. */
export function createAdmissions(operate: Operate): AdmissionsResource {
  return {
    async validate(check, options) {
      const params = address(check, { id: 'admissions.validate', names: [...subjectNames, 'token'] });
      const { consumerId, token } = check;
      const admission = await operate('admissions.validate', {
        params,
        body: { consumerId, token },
        status: 200,
        options,
      }).catch(throwRefusal);
      expectSame(admission, check, ['consumerId', 'distributionId', 'distributionType']);
      return admission;
    },
    async complete(order, options) {
      const names = [...subjectNames, 'orderId', 'orderAmount'];
      const params = address(order, { id: 'admissions.complete', names });
      const { consumerId, distributionId, distributionType } = order;
      const subject = { consumerId, distributionId, distributionType };
      const call = operate('admissions.complete', { params, body: completion(order), options });
      const answer = await call.catch(ignoreRepetition);
      if (answer === undefined) return { ...subject, alreadyCompleted: true };
      expectSame(answer, order, ['consumerId', 'distributionId']);
      return { ...subject, alreadyCompleted: answer.alreadyCompleted, completedAt: answer.completedAt };
    },
  };
}

/** Checks what the schemas of request and path never see, because it is put into neither as it is. */
function address(
  subject: AdmissionSubject,
  { id, names }: { readonly id: string; readonly names: readonly string[] },
): { distributions: Collection; distributionId: DistributionId } {
  // JavaScript may hand over anything.
  if (typeof subject !== 'object' || (subject as unknown) === null) {
    throw notSent(id, { path: '', message: `must be an object, not ${describeType(subject)}` });
  }
  if (!Object.hasOwn(collections, subject.distributionType)) {
    throw notSent(id, {
      path: 'distributionType',
      message: `must be ${Object.keys(collections).join(' or ')}`,
    });
  }
  const unknown = Object.keys(subject).find((name) => !names.includes(name));
  if (unknown !== undefined) throw notSent(id, { path: unknown, message: 'is not known' });
  const { distributionType, distributionId } = subject;
  return { distributions: collections[distributionType], distributionId };
}

function notSent(id: string, issue: { readonly path: string; readonly message: string }): RequestError {
  const message = `${id} was not sent: ${issue.path || 'the argument'} ${issue.message}.`;
  return new RequestError(message, { code: 'invalid_request', issues: [issue] });
}

function completion({ consumerId, orderId, orderAmount }: AdmissionOrder): CompleteAdmission {
  if (orderId === undefined && orderAmount === undefined) return { consumerId };
  return { consumerId, metadata: { orderId, orderAmount } };
}

/**
 * Turns into a refusal of the grant what is one in another form: a token that cannot be a grant, and an answer
 * that does not say `valid: true`.
 */
function throwRefusal(error: unknown): never {
  if (!isFanfareError(error)) throw error;
  const { code, status, requestId, attempts, issues = [] } = error;
  const notSent = code === 'invalid_request' && issues.some(({ path }) => path === 'token');
  const denied = code === 'invalid_response' && issues.some(({ path }) => path === 'valid');
  if (!notSent && !denied) throw error;
  const what = notSent
    ? 'the token does not have the form of a grant'
    : 'the platform did not say that the grant is valid';
  throw new GrantError(`admissions.validate failed: ${what}.`, {
    code: 'grant_invalid',
    status,
    requestId,
    attempts,
    cause: error,
  });
}

/** Older platforms answer a second completion with a conflict that says so. */
function ignoreRepetition(error: unknown): undefined {
  if (isFanfareError(error) && error.status === 409 && /already completed/i.test(error.message))
    return undefined;
  throw error;
}

function expectSame<Name extends string>(
  answer: Readonly<Record<Name, unknown>>,
  expected: Readonly<Record<NoInfer<Name>, unknown>>,
  names: readonly Name[],
): void {
  const other = names.find((name) => answer[name] !== expected[name]);
  if (other === undefined) return;
  throw new GrantError(
    `The platform answered for another ${other} than the one that was asked about; nobody is admitted.`,
    { code: 'grant_mismatch' },
  );
}
