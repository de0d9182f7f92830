/** What is used of a client that a `Pool` of `pg` hands out. */
export interface PostgresPoolClient {
  query(text: string, values?: unknown[]): Promise<{ readonly rows: readonly unknown[] }>;
  release(error?: boolean | Error): void;
}

/** What is used of a `Pool` of `pg`. */
export interface PostgresPool {
  connect(): Promise<PostgresPoolClient>;
  query(text: string, values?: unknown[]): Promise<{ readonly rows: readonly unknown[] }>;
}

/** What is used of a connection that `postgres` (postgres.js) reserves. */
export interface ReservedPostgresSql {
  unsafe(text: string, values?: never[]): PromiseLike<readonly unknown[]>;
  release(): void;
}

/** What is used of the `sql` of `postgres` (postgres.js). */
export interface PostgresSql {
  unsafe(text: string, values?: never[]): PromiseLike<readonly unknown[]>;
  reserve(): Promise<ReservedPostgresSql>;
}

/** What a pool hands out: the promise of the first way to call `connect`, which may also take a callback. */
export type ClientOf<Pool extends PostgresPool> = Pool['connect'] extends {
  (): Promise<infer Client extends object>;
  (...rest: never): unknown;
}
  ? Client
  : PostgresPoolClient;

/** What `sql.reserve()` yields. */
export type ReservedOf<Sql extends PostgresSql> = Awaited<ReturnType<Sql['reserve']>>;

export type Row = Readonly<Record<string, unknown>>;

/** One connection, held until it is released or discarded. */
export interface PostgresConnection<Tx> {
  /** The client itself, as its library made it. */
  readonly raw: Tx;
  query(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  /** Calls back when the connection is lost, where the library tells; the returned function stops that. */
  onLoss(listener: (error: unknown) => void): () => void;
  /** Gives the connection back for others to use. */
  release(): void;
  /** Gives the connection up, in whatever state it is. */
  discard(): void;
}

/** Where connections come from. */
export interface PostgresSource<Tx> {
  /** Runs one statement on any connection. */
  query(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  connect(): Promise<PostgresConnection<Tx>>;
}
