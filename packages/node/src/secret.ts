const shown = '[secret]';

/**
 * Holds a secret that no console, JSON, template text or clone prints; {@link Secret.reveal} is the only way out.
 *
 * @example
 * ```ts
 * import { Secret } from '@fanfare/node';
 *
 * const secret = new Secret('sk_test_a1b2c3d4e5f6');
 * console.log(secret, `${secret}`, JSON.stringify({ secret })); // [secret] [secret] {"secret":"[secret]"}
 * ```
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** Returns the secret itself. Pass it on, and keep it out of variables that live long. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return shown;
  }

  toJSON(): string {
    return shown;
  }

  static {
    // Not a method: declarations cannot name a computed one (`isolatedDeclarations`).
    Object.defineProperty(Secret.prototype, Symbol.for('nodejs.util.inspect.custom'), { value: () => shown });
  }
}
