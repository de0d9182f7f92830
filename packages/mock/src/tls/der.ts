const tags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  utf8: 0x0c,
  utcTime: 0x17,
  sequence: 0x30,
  set: 0x31,
} as const;

/** Writes values in the Distinguished Encoding Rules (X.690 §8, §10), as far as a certificate needs them. */
export const der = {
  sequence: (...parts: readonly Buffer[]): Buffer => wrap(tags.sequence, Buffer.concat(parts)),
  set: (...parts: readonly Buffer[]): Buffer => wrap(tags.set, Buffer.concat(parts)),
  yes: (): Buffer => wrap(tags.boolean, Buffer.from([0xff])),
  /** An unsigned number, as big-endian bytes. */
  integer: (bytes: Buffer): Buffer => wrap(tags.integer, positive(bytes)),
  /** Bits in whole bytes, or with some of the last byte unused. */
  bitString: (bytes: Buffer, unusedBits = 0): Buffer =>
    wrap(tags.bitString, Buffer.concat([Buffer.from([unusedBits]), bytes])),
  octetString: (bytes: Buffer): Buffer => wrap(tags.octetString, bytes),
  utf8: (text: string): Buffer => wrap(tags.utf8, Buffer.from(text)),
  oid: (dotted: string): Buffer => wrap(tags.oid, oidBytes(dotted)),
  /** A time until 2049, in milliseconds since the epoch. */
  utcTime: (time: number): Buffer => wrap(tags.utcTime, Buffer.from(utcText(time))),
  /** A value under a tag of its context; constructed where it holds further values. */
  tagged: (number: number, bytes: Buffer, form: 'primitive' | 'constructed'): Buffer =>
    wrap(0x80 + number + (form === 'constructed' ? 0x20 : 0), bytes),
} as const;

function wrap(tag: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([tag]), lengthBytes(content.length), content]);
}

function lengthBytes(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const bytes = Buffer.from([length >> 16, (length >> 8) & 0xff, length & 0xff]);
  const significant = bytes.subarray(bytes.findIndex((byte) => byte !== 0));
  return Buffer.concat([Buffer.from([0x80 + significant.length]), significant]);
}

/** The shortest form that is not read as a negative number. */
function positive(bytes: Buffer): Buffer {
  const from = bytes.findIndex((byte) => byte !== 0);
  const shortest = from === -1 ? Buffer.from([0]) : bytes.subarray(from);
  return (shortest[0] ?? 0) < 0x80 ? shortest : Buffer.concat([Buffer.from([0]), shortest]);
}

function oidBytes(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return Buffer.from([first * 40 + second, ...rest.flatMap(base128)]);
}

function base128(number: number): number[] {
  const digits = [number & 0x7f];
  for (let left = number >> 7; left > 0; left >>= 7) digits.unshift((left & 0x7f) | 0x80);
  return digits;
}

function utcText(time: number): string {
  return `${new Date(time).toISOString().replaceAll(/[-:T]/g, '').slice(2, 14)}Z`;
}
