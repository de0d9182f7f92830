const bitsPerByte = 8;
const bitsPerCharacter = 6;

/**
 * What of a text is always the same in base64, at each of the three places where it may stand in a group of three bytes: the characters
 * that hold none of the bits before it and none of those behind it.
 */
export function base64Forms(text: string): readonly string[] {
  return [0, 1, 2].map((before) => {
    const encoded = Buffer.from('\0'.repeat(before) + text, 'latin1').toString('base64');
    const first = Math.ceil((before * bitsPerByte) / bitsPerCharacter);
    const last = Math.floor(((before + text.length) * bitsPerByte) / bitsPerCharacter);
    return encoded.slice(first, last);
  });
}
