import type { Shapes } from './operation.js';
import type { Method, Retry, Stability } from './route.js';

/** The method and the path below the Admin service, such as `"GET /queues/{queueId}"`. */
export type AdminAddress = `${Method} /${string}`;

/** What differs between the rows of the Admin service; everything else they share. */
export interface AdminRules extends Shapes {
  /** @default what the method promises: GET `safe`, POST `header`, the others `idempotent` */
  readonly retry?: Retry;
  /** @default 'published' */
  readonly stability?: Stability;
}

/** A row of the Admin service. */
export type AdminOperation<Id extends string, Rules extends AdminRules> = {
  readonly id: Id;
  readonly service: 'admin';
  readonly method: Method;
  readonly path: string;
  readonly auth: readonly [readonly ['sk']];
  readonly retry: Retry;
  readonly stability: Stability;
} & Omit<Rules, 'retry' | 'stability'>;

const usualRetry: Readonly<Record<Method, Retry>> = {
  GET: 'safe',
  POST: 'header',
  PUT: 'idempotent',
  PATCH: 'idempotent',
  DELETE: 'idempotent',
};

/** Makes a row of the Admin service, which only secret keys may call. */
export function adminOperation<const Id extends `admin.${string}`, const Rules extends AdminRules>(
  id: Id,
  address: AdminAddress,
  rules: Rules,
): AdminOperation<Id, Rules> {
  const [method, path] = address.split(' ') as [Method, string]; // the type of an address says so
  const { retry = usualRetry[method], stability = 'published', ...shapes } = rules;
  return { id, service: 'admin', method, path, auth: [['sk']], retry, stability, ...shapes };
}
