import type { AuthSession, Checkout, Mode, ProfileName, SecretKey } from '@fanfare/contract';
import type { Operation, OperationId } from '@fanfare/contract/operations';
import type { MockPlatform, WorldOrganization } from '@fanfare/mock';
import { seededRandom } from '../../../src/random/seeded-random.js';
import { mockApi, type TestAnswer, type TestCall } from '../mock-api.js';
import { createCrowd, type Shopper } from './crowd.js';
import { credentialsOf, merchantShows, type Shown } from './credentials.js';
import { fillBlanks, type FilledRequest } from './fill-blanks.js';
import { addingOperations } from './in-order.js';
import { queryText } from './query-text.js';
import { keyKind, type Blank } from './request-arbitrary.js';
import { createRequestSource } from './request-source.js';
import { createValuePool, type ValuePool } from './value-pool.js';
import { withOwnKey } from './with-own-key.js';

/** One tenant's merchant and shoppers, who call whatever there is to call. */
export interface Walker {
  readonly pool: ValuePool;
  /** Makes a request of the right form, out of what exists. */
  request(operation: Operation): FilledRequest;
  /** Calls an operation with all the credentials that it wants, and learns from the answer. */
  send(operation: Operation, request: FilledRequest): Promise<TestAnswer>;
  /** Does both. */
  take(operation: Operation): Promise<TestAnswer>;
  /** Calls everything that adds something, so that there is something of most kinds. */
  stock(): Promise<void>;
  /** Opens the session of a new shopper. */
  shopper(): Promise<Shopper>;
  /** Lets a new shopper into the seeded queue and out of it with a grant, as far as nothing stands in the way by now. */
  admit(): Promise<void>;
}

/** Whose walker it is. */
export interface WalkerOptions {
  readonly platform: MockPlatform;
  readonly organization: WorldOrganization;
  /** @default 'test' */
  readonly mode?: Mode;
  /** @default 'full' */
  readonly profile?: ProfileName;
  /** @default 1 */
  readonly seed?: number;
  /** What a request holds where nothing of a kind is known. @default such fields are left out */
  readonly standIn?: (blank: Blank) => string | undefined;
}

const rounds = 2;

/** Creates a walker, who knows of the seeded world what its tenant has there. */
export function createWalker(options: WalkerOptions): Walker {
  const { platform, organization, mode = 'test', profile = 'full', seed = 1, standIn } = options;
  let keys = organization.keys[mode];
  const random = seededRandom(seed);
  const pool = createValuePool();
  const { call } = mockApi(platform);
  const canary = canaryOf(organization, mode);
  const { currencyCode } = organization;
  const source = createRequestSource({ canary, now: platform.clock.now(), currencyCode, seed });
  const crowd = createCrowd({ open: shopper, random });
  let keysUsed = 0;
  let orders = 0;
  learnWorld(pool, { organization, mode });

  async function shopper(): Promise<Shopper> {
    const { body } = await call<AuthSession>('auth.guest', { pk: keys.publishable });
    const { consumerId } = body.session;
    pool.add('consumerId', consumerId);
    pool.add('refreshToken', body.refreshToken);
    return { consumerId, token: body.accessToken };
  }

  async function admit(): Promise<void> {
    const { queue, experience } = mode === 'live' ? organization.live : organization;
    const { consumerId, token } = await shopper();
    const params = { queueId: queue.id };
    await call('queues.enter', { params, ...credentialsOf('pk and consumer', { keys, token }) });
    const merchant = credentialsOf(merchantShows(profile), { keys, token });
    const { body } = await call<Partial<{ admissionGrant: string }>>('queues.admit', {
      params,
      body: { consumerId },
      ...merchant,
    });
    const context = { ...params, consumerId, experienceId: experience.id };
    if (body.admissionGrant !== undefined) pool.add('grant', body.admissionGrant, context);
  }

  function request(operation: Operation): FilledRequest {
    const instead = (blank: Blank): string | undefined =>
      blank.kind === keyKind ? keyOf((keysUsed += 1)) : standIn?.(blank);
    const filled = fillBlanks(source.next(operation), { pool, instead });
    if (operation.id === 'auth.verifyOtp') return withCode(filled, platform);
    return operation.id === 'admin.publicKeys.register' ? withOwnKey(filled, ownKey()) : filled;
  }

  /** A key that nobody else has, and the proof of it that counts here and now. */
  function ownKey(): Parameters<typeof withOwnKey>[1] {
    const iat = Math.floor(platform.clock.now() / 1000);
    const name = `${canary} ${String((keysUsed += 1))}`;
    return { name, organizationId: organization.id, mode, iat };
  }

  async function send(operation: Operation, filled: FilledRequest): Promise<TestAnswer> {
    const asConsumer = operation.auth.flat().includes('consumer')
      ? await crowd.one(filled.chosen)
      : undefined;
    const wallet = { keys, token: asConsumer?.token ?? '' };
    const given = { ...credentialsOf(bestOf(operation, profile), wallet), ...callOf(filled) };
    const answer = await call(operation.id as OperationId, given);
    if (asConsumer !== undefined && (answer.status === 401 || operation.id === 'auth.logout'))
      crowd.leave(asConsumer);
    if (answer.status < 300) await note({ operation, filled, consumerId: asConsumer?.consumerId, answer });
    return answer;
  }

  const take = (operation: Operation): Promise<TestAnswer> => send(operation, request(operation));

  async function stock(): Promise<void> {
    for (let round = 0; round < rounds; round += 1)
      for (const operation of addingOperations) await take(operation);
  }

  /** Every other shopper pays on the page that they are sent to. */
  async function payEveryOther({ body }: TestAnswer): Promise<void> {
    orders += 1;
    if ((orders + seed) % 2 === 0) return;
    const { orderId } = body as Checkout; // the answer of this very operation
    await platform.fetch(`${platform.origin}/__mock/pay/${orderId}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'action=pay',
    });
  }

  async function note({ operation, filled, consumerId, answer }: Success): Promise<void> {
    const { id } = operation;
    const { params } = filled;
    if (id === 'checkout.create') await payEveryOther(answer);
    if (id === 'admin.organizations.rotateSecretKey') keys = { ...keys, secret: newSecret(answer) };
    if (id.startsWith('auth.')) crowd.join(answer);
    if (consumerId !== undefined) pool.add('consumerId', consumerId, params);
    // Nobody revokes the key that they call with: keys are known from where they are made.
    if (id === 'admin.apiKeys.list') return;
    const known = consumerId === undefined ? params : { ...params, consumerId };
    pool.learn(operation, { params: known, answer: answer.body });
  }

  return { pool, request, send, take, stock, shopper, admit };
}

interface Success {
  readonly operation: Operation;
  readonly filled: FilledRequest;
  /** Who called, where it was a shopper. */
  readonly consumerId: string | undefined;
  readonly answer: TestAnswer;
}

/** A merchant who rotates the key goes on with the new one. */
function newSecret({ body }: TestAnswer): SecretKey {
  return (body as { readonly secretKey: SecretKey }).secretKey; // the answer of this very operation
}

/** Writes a filled request as a test calls it. */
export function callOf({ params, query, body }: FilledRequest): TestCall {
  return { params, query: `?${queryText(query)}`, ...(body !== undefined && { body }) };
}

/** A text that stands in everything that a tenant writes. */
export function canaryOf({ slug }: WorldOrganization, mode: Mode): string {
  return `canary of ${slug} ${mode}`;
}

function learnWorld(
  pool: ValuePool,
  { organization, mode }: { organization: WorldOrganization; mode: Mode },
): void {
  const { experience, sequence, queue, product, variant } =
    mode === 'live' ? organization.live : organization;
  const place = { experienceId: experience.id };
  pool.add('organizationId', organization.id);
  pool.add('experienceId', experience.id);
  pool.add('sequenceId', sequence.id, place);
  pool.add('queueId', queue.id, { sequenceId: sequence.id, ...place });
  pool.add('productId', product.id, place);
  pool.add('variantId', variant.id, { productId: product.id, ...place });
}

/** All that an operation takes of the credentials that it allows. */
function bestOf({ auth }: Operation, profile: ProfileName): Shown {
  const listed = new Set(auth.flat());
  if (listed.has('consumer')) return listed.has('pk') ? 'pk and consumer' : 'consumer';
  if (listed.has('pk')) return 'pk';
  return listed.has('sk') ? merchantShows(profile) : 'none';
}

/** The code is in the shopper's mail. */
function withCode(filled: FilledRequest, platform: MockPlatform): FilledRequest {
  const body = filled.body as { readonly email?: string }; // the body of a sign-in
  const code = body.email === undefined ? undefined : platform.otpFor(body.email);
  return code === undefined ? filled : { ...filled, body: { ...body, code } };
}

/** A key that fits wherever one is asked for. */
function keyOf(ordinal: number): string {
  return `00000000-0000-4000-8000-${String(ordinal).padStart(12, '0')}`;
}
