/** Tells whether a content type is JSON (RFC 8259), or a kind of it (RFC 6839 §3.1). */
export function isJson(contentType: string | null): boolean {
  return /^application\/(?:[a-z0-9.!#$&^_-]+\+)?json\s*(?:;|$)/i.test(contentType?.trim() ?? '');
}
