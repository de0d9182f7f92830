import { toBase64Url } from '../bytes/base64url.js';

const form = /^[A-Za-z0-9_-]{43}$/;

/** Makes a session id: 256 random bits. */
export function newSessionId(): string {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(32)));
}

/** Tells whether a text could be a session id; anything else is not looked up. */
export function isSessionId(text: string | undefined): text is string {
  return text !== undefined && form.test(text);
}

/** Returns the key under which a store keeps a session: who reads it there cannot make the cookie of it. */
export async function keyOf(sessionId: string): Promise<string> {
  return digest(`fanfare session ${sessionId}`);
}

/** Returns what stands for a consumer in a store. */
export async function ownerOf(publishableKey: string, consumerId: string): Promise<string> {
  return digest(`fanfare owner ${publishableKey} ${consumerId}`);
}

async function digest(text: string): Promise<string> {
  return toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))));
}
