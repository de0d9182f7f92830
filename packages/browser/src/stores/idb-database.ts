/** The object stores of the database: sealed rows, and the keys that open them; both by namespace. */
export const stores = { rows: 'sessions', keys: 'keys' } as const;

/** Opens the database for one piece of work and closes it, so that no connection can go stale or keep a page from the cache. */
export async function withDatabase<T>(
  options: { readonly factory: IDBFactory; readonly name: string },
  work: (database: IDBDatabase) => Promise<T>,
): Promise<T> {
  const database = await open(options.factory, options.name);
  try {
    return await work(database);
  } finally {
    database.close();
  }
}

function open(factory: IDBFactory, name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = factory.open(name, 1);
    request.onupgradeneeded = () => {
      for (const store of Object.values(stores)) request.result.createObjectStore(store);
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error as Error);
  });
}

/**
 * Runs one transaction over both stores and resolves when it is committed. `body` makes its requests without
 * waiting for anything else: a transaction that idles commits by itself.
 */
export function transact<T>(
  database: IDBDatabase,
  mode: IDBTransactionMode,
  body: (store: (name: string) => IDBObjectStore, done: (result: T) => void) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    // Strict: what was written has to be there after a crash, or a spent token would be sent again.
    const transaction = database.transaction(Object.values(stores), mode, { durability: 'strict' });
    let result: T;
    transaction.oncomplete = () => resolve(result);
    transaction.onabort = () =>
      reject((transaction.error ?? new Error('The transaction was aborted.')) as Error);
    body(
      (name) => transaction.objectStore(name),
      (value) => {
        result = value;
      },
    );
  });
}
