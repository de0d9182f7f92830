import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { MockContext } from '../../context.js';
import { dropExpired } from '../../state/drop-expired.js';
import { refuseFincode } from './fincode-refusal.js';
import { fincodeUser } from './seed.js';

/** The users who may log in. */
export interface FincodeUsers {
  /**
   * Checks a password, and tells whose it is.
   *
   * @throws {FincodeRefusal} `AUTH_REQUIRED`, in the same words for an unknown address as for a wrong password; `FORBIDDEN`
   * after five failures for an address, whether it exists or not.
   */
  logIn(email: string, password: string): string;
}

const mostFailures = 5;
const lockMs = 15 * 60_000;

/** Makes the users of a platform. */
export function createFincodeUsers({ clock }: MockContext): FincodeUsers {
  const known = { id: fincodeUser.id, hash: hashOf(fincodeUser.currentPassword) };
  // Compared in place of the password of who does not exist, so that both take as long.
  const nobody = { id: '', hash: randomBytes(32) };
  const failures = new Map<string, { readonly count: number; readonly expiresAt: number }>();

  return {
    logIn(email, password) {
      dropExpired(failures, clock.now());
      const address = email.toLowerCase();
      const count = failures.get(address)?.count ?? 0;
      if (count >= mostFailures) return refuseFincode('FORBIDDEN', 'The account is locked; try again later.');
      const user = address === fincodeUser.email ? known : nobody;
      if (timingSafeEqual(user.hash, hashOf(password))) {
        failures.delete(address);
        return user.id;
      }
      // Put at the end of the map again, so that its entries stand in the order in which they run out.
      failures.delete(address);
      failures.set(address, { count: count + 1, expiresAt: clock.now() + lockMs });
      return refuseFincode('AUTH_REQUIRED', 'The e-mail address or the password is wrong.');
    },
  };
}

function hashOf(password: string): Buffer {
  return createHash('sha256').update(password).digest();
}
