/** The connection broke before an answer came: what `fetch` rejects with, too. */
export class LostAnswer extends TypeError {
  override readonly name = 'TypeError';
  /** Whether the connection was reset, and not only closed. */
  readonly isReset: boolean;

  constructor({ isReset = false }: { readonly isReset?: boolean } = {}) {
    super('fetch failed', {
      cause: new Error(isReset ? 'the connection was reset' : 'the connection was cut'),
    });
    this.isReset = isReset;
  }
}
