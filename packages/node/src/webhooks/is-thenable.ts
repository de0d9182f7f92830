/** Tells whether `await` would wait for a value, of whatever realm: what it need not wait for is taken as it is. */
export function isThenable<Value extends object>(
  value: Value | PromiseLike<Value> | null | undefined,
): value is PromiseLike<Value> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
