/** The documented codes and their statuses. */
const statuses = {
  AUTH_REQUIRED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  VALIDATION_ERROR: 422,
  SERVER_ERROR: 500,
} as const;

/** A code that this door refuses with. */
export type FincodeCode = keyof typeof statuses;

/** A refusal on its way to the answer. */
export class FincodeRefusal extends Error {
  override readonly name = 'FincodeRefusal';
  readonly code: FincodeCode;
  readonly status: (typeof statuses)[FincodeCode];

  constructor(code: FincodeCode, message: string) {
    super(message);
    this.code = code;
    this.status = statuses[code];
  }
}

/**
 * Refuses the call that is being handled.
 *
 * @throws {FincodeRefusal} always.
 */
export function refuseFincode(code: FincodeCode, message: string): never {
  throw new FincodeRefusal(code, message);
}
