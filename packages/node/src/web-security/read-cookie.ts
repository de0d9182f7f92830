/**
 * Reads one cookie of a request.
 *
 * @returns `undefined` where it is missing, and where it stands there twice: one of the two is not ours.
 */
export function readCookie({ headers }: Request, name: string): string | undefined {
  const values = (headers.get('cookie') ?? '')
    .split(';')
    // No more than RFC 6265 §4.2.1 has between pairs: what trims any white space finds a `__Host-` that no browser has checked.
    .map((pair) => pair.replace(/^[ \t]+|[ \t]+$/g, ''))
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
  return values.length === 1 ? values[0] : undefined;
}
