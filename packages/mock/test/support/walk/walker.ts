import type { AuthSession, Checkout, Mode, ProfileName, SecretKey } from '@fanfare/contract';
import type { Operation, OperationId } from '@fanfare/contract/operations';
import type { MockPlatform, WorldKeys, WorldOrganization } from '@fanfare/mock';
import { seededRandom } from '../../../src/random/seeded-random.js';
import { mockApi, type TestAnswer, type TestCall } from '../mock-api.js';
import { credentialsOf, merchantShows, type Shown } from './credentials.js';
import { fillBlanks, type FilledRequest } from './fill-blanks.js';
import { addingOperations } from './in-order.js';
import { queryText } from './query-text.js';
import { keyKind, type Blank } from './request-arbitrary.js';
import { createRequestSource } from './request-source.js';
import { createValuePool, type Known, type ValuePool } from './value-pool.js';

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
}

/** A shopper with a session. */
export interface Shopper {
  readonly consumerId: string;
  readonly token: string;
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
}

const crowd = 3;
const rounds = 2;

/** Creates a walker, who knows of the seeded world what its tenant has there. */
export function createWalker(options: WalkerOptions): Walker {
  const { platform, organization, mode = 'test', profile = 'full', seed = 1 } = options;
  let keys = organization.keys[mode];
  const random = seededRandom(seed);
  const pool = createValuePool();
  const { call } = mockApi(platform);
  const canary = canaryOf(organization, mode);
  const { currencyCode } = organization;
  const source = createRequestSource({ canary, now: platform.clock.now(), currencyCode, seed });
  const shoppers: Shopper[] = [];
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

  async function someShopper(): Promise<Shopper> {
    const index = Math.floor(random() * crowd);
    return (shoppers[index] ??= await shopper());
  }

  /** Whoever booked a slot is the one to give it back. */
  async function shopperFor({ chosen }: FilledRequest): Promise<Shopper> {
    return shoppers.find((one) => one?.consumerId === chosen['consumerId']) ?? (await someShopper());
  }

  function request(operation: Operation): FilledRequest {
    const instead = ({ kind }: Blank): string | undefined =>
      kind === keyKind ? `key-${(keysUsed += 1)}-of-somebody` : undefined;
    const filled = fillBlanks(source.next(operation), { pool, instead });
    return operation.id === 'auth.verifyOtp' ? withCode(filled, platform) : filled;
  }

  async function send(operation: Operation, filled: FilledRequest): Promise<TestAnswer> {
    const asConsumer = operation.auth.flat().includes('consumer') ? await shopperFor(filled) : undefined;
    const wallet = { keys, token: asConsumer?.token ?? '' };
    const given = { ...credentialsOf(bestOf(operation, profile), wallet), ...callOf(filled) };
    const answer = await call(operation.id as OperationId, given);
    if (answer.status === 401 || operation.id === 'auth.logout') forget(asConsumer);
    const { consumerId } = asConsumer ?? {};
    keys = { ...keys, ...newSecret(answer) };
    if (operation.id === 'checkout.create' && answer.status === 200) await payEveryOther(answer);
    if (answer.status < 300) note({ operation, params: filled.params, consumerId, answer: answer.body });
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
    if (orders % 2 === 0) return;
    const { orderId } = body as Checkout; // the answer of this very operation
    await platform.fetch(`${platform.origin}/__mock/pay/${orderId}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'action=pay',
    });
  }

  function forget(one: Shopper | undefined): void {
    if (one !== undefined) shoppers.splice(shoppers.indexOf(one), 1);
  }

  function note(taken: {
    operation: Operation;
    params: Known;
    consumerId: string | undefined;
    answer: unknown;
  }): void {
    const { operation, params, consumerId, answer } = taken;
    if (consumerId !== undefined) pool.add('consumerId', consumerId, params);
    pool.learn(operation, { params: { ...params, ...(consumerId !== undefined && { consumerId }) }, answer });
  }

  return { pool, request, send, take, stock, shopper };
}

/** A merchant who rotates the key goes on with the new one. */
function newSecret({ status, body }: TestAnswer): Partial<WorldKeys> {
  const given = body as { readonly secretKey?: SecretKey } | null | undefined; // answers are objects, or nothing
  return status !== 200 || given?.secretKey === undefined ? {} : { secret: given.secretKey };
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
  pool.add('organizationId', organization.id);
  pool.add('experienceId', experience.id);
  pool.add('sequenceId', sequence.id, { experienceId: experience.id });
  pool.add('queueId', queue.id, { sequenceId: sequence.id });
  pool.add('productId', product.id);
  pool.add('variantId', variant.id, { productId: product.id });
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
