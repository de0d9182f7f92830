import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { refuse } from '../refusal.js';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Only what the platform itself serves, and no text that a script could turn into markup. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** Serves the page that shows what happens. */
export function serveMockPage(): Response {
  return serve('index.html', { 'content-security-policy': policy });
}

/**
 * Serves a style sheet, script or picture of the page.
 *
 * @throws {MockRefusal} `not_found` where there is none of this name.
 */
export function serveAsset(name: string): Response {
  if (!/^[a-z-]+\.(css|js|svg)$/.test(name)) return refuse('not_found', 'There is nothing at this address.');
  return serve(name);
}

function serve(name: string, headers: Readonly<Record<string, string>> = {}): Response {
  const type = types[extname(name)] ?? 'application/octet-stream';
  return new Response(read(name), { headers: { 'content-type': type, ...headers } });
}

/** The page lies beside the package's code as it was written, in the sources and when it is installed. */
function read(name: string): Uint8Array<ArrayBuffer> {
  const home = dirname(createRequire(import.meta.url).resolve('@fanfare/mock/package.json'));
  try {
    return readFileSync(join(home, 'page', name));
  } catch {
    return refuse('not_found', 'There is nothing at this address.');
  }
}
