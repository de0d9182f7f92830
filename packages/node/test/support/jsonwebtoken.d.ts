// The two functions that the tests use; the package has no declarations of its own.
declare module 'jsonwebtoken' {
  import type { KeyObject } from 'node:crypto';

  interface JsonWebToken {
    sign(claims: object, key: KeyObject, options: { algorithm: string; header: object }): string;
    verify(
      token: string,
      key: string,
      options: {
        algorithms: string[];
        issuer: string;
        audience: string;
        clockTimestamp: number;
        clockTolerance: number;
      },
    ): unknown;
  }
  const jsonwebtoken: JsonWebToken;
  export default jsonwebtoken;
}
