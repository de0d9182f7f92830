/**
 * Undoes the compression of a body that is at hand.
 *
 * @returns `undefined` where it would be larger than `maxBytes`; it is then not unpacked any further.
 * @throws Error where it is packed in a way that was not asked for, or badly.
 */
export async function inflate(
  packed: Uint8Array<ArrayBuffer>,
  { encoding, maxBytes }: { readonly encoding: string; readonly maxBytes: number },
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (!/^(x-)?gzip$/i.test(encoding))
    throw new Error('The answer is packed in a way that was not asked for.');
  const { gunzip } = await import('node:zlib');
  return new Promise((resolve, reject) => {
    gunzip(packed, { maxOutputLength: maxBytes }, (error, bytes) => {
      if (error === null) resolve(new Uint8Array(bytes));
      else if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') resolve(undefined);
      else reject(error);
    });
  });
}
