import type { Service } from '@fanfare/contract';
import { checkOptions, OptionsError, resolveServiceUrls, type ServiceUrlOptions } from '@fanfare/core/base';

/** What a page of yours may load. */
export interface CspOptions extends ServiceUrlOptions {
  /** The nonce of this answer, from {@link cspNonce}: every `<script>` of the page repeats it. @default scripts of your own origin only */
  readonly nonce?: string | undefined;
  /** Sources to add, by directive, such as `{ 'img-src': ['https://cdn.example'] }`. @default none */
  readonly add?: Readonly<Record<string, readonly string[]>> | undefined;
}

/** The services that a page calls; the others are for servers. */
export const pageServices: readonly Service[] = ['consumer', 'beacon'];

const nonceForm = /^[A-Za-z0-9+/_-]{22,128}={0,2}$/;
const directiveForm = /^[a-z]+(?:-[a-z]+)*-src(?:-elem|-attr)?$|^form-action$/;
const sourceForm = /^[A-Za-z0-9'.:/_*=+-]+$/;
/** They would take back what the policy is for. */
const refusedSources = /^(?:'unsafe-[a-z-]+'|[a-z][a-z0-9+.-]*:|(?:[a-z][a-z0-9+.-]*:\/\/)?\*(?:[:/].*)?)$/i;
/** Where such a source does no harm: pictures and fonts do nothing. */
const harmless: ReadonlySet<string> = new Set([
  'img-src data:',
  'img-src blob:',
  'font-src data:',
  'media-src blob:',
]);

/**
 * Builds a Content-Security-Policy under which the browser SDK works, and no script that is not yours: the only foreign origins are
 * those of the platform that the SDK calls, from the same table of addresses as the client's (`baseUrl`, `urls`).
 *
 * @throws OptionsError `invalid_options`; also for sources that would take the policy back, such as `'unsafe-inline'` or `*`
 * @example
 * ```ts
 * import { csp, cspNonce } from '@fanfare/node/web-security';
 *
 * const nonce = cspNonce();
 * const policy = csp({ nonce, add: { 'img-src': ['https://cdn.shop.example'] } });
 * const page = new Response(`<script nonce="${nonce}" src="/shop.js"></script>`, {
 *   headers: { 'content-security-policy': policy },
 * });
 * ```
 */
export function csp(options: CspOptions = {}): string {
  checkOptions(options, ['nonce', 'add', 'baseUrl', 'urls'], 'csp');
  const { nonce, add = {}, baseUrl, urls } = options;
  if (nonce !== undefined && !nonceForm.test(nonce)) {
    throw new OptionsError('csp: nonce must be 128 random bits in base64, as cspNonce() makes them.');
  }
  const addresses = resolveServiceUrls({ baseUrl, urls });
  const platform = new Set(pageServices.map((service) => new URL(addresses[service]).origin));
  const directives = new Map<string, readonly string[]>([
    ['default-src', ["'self'"]],
    ['script-src', ["'self'", ...(nonce === undefined ? [] : [`'nonce-${nonce}'`])]],
    ['connect-src', ["'self'", ...platform]],
    ['object-src', ["'none'"]],
    ['base-uri', ["'none'"]],
    ['form-action', ["'self'"]],
    ['frame-ancestors', ["'none'"]],
  ]);
  for (const [directive, sources] of Object.entries(add)) {
    checkSources(directive, sources);
    const present = directives.get(directive) ?? ["'self'"];
    directives.set(directive, [...present.filter((source) => source !== "'none'"), ...sources]);
  }
  return [...directives].map(([name, sources]) => `${name} ${sources.join(' ')}`).join('; ');
}

/** Makes a nonce for one answer: 128 random bits in base64. */
export function cspNonce(): string {
  return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
}

function checkSources(directive: string, sources: unknown): void {
  if (!directiveForm.test(directive)) {
    throw new OptionsError(`csp: "${directive.slice(0, 40)}" is not a directive that takes sources here.`);
  }
  const isList =
    Array.isArray(sources) &&
    sources.every((source) => typeof source === 'string' && sourceForm.test(source));
  if (!isList) throw new OptionsError(`csp: the sources of ${directive} must be a list of CSP sources.`);
  const refused = (sources as string[]).find(
    (source) => refusedSources.test(source) && !harmless.has(`${directive} ${source}`),
  );
  if (refused !== undefined)
    throw new OptionsError(`csp: ${directive} does not take ${refused}: it would allow almost anything.`);
}
