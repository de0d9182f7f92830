/** Tells what kind of built-in object a value is, of whatever realm: `instanceof` knows those of its own only. */
export function isTagged(value: unknown, tag: 'ArrayBuffer' | 'Map' | 'SharedArrayBuffer'): boolean {
  return Object.prototype.toString.call(value) === `[object ${tag}]`;
}
