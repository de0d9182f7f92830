/**
 * Runs the verification of a signature. Runtimes differ over one that cannot be one, of a wrong length or form: some answer `false`, others
 * throw, and workerd does the one or the other. It is not good in either case. Import the key before, so that a bad key is still told as such.
 */
export async function isSignatureGood(verify: () => boolean | Promise<boolean>): Promise<boolean> {
  try {
    return await verify();
  } catch {
    return false;
  }
}
