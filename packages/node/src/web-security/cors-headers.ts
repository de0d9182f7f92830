import { checkOptions, OptionsError } from '@fanfare/core/base';
import { checkType, checkWhole } from '../check-option.js';
import { checkOrigins } from './check-origins.js';

/** Who may call a server of yours from another origin. */
export interface CorsOptions {
  /** The origins that may, exactly as browsers send them. @default none */
  readonly origins?: readonly string[] | undefined;
  /** @default `GET`, `HEAD`, `POST` */
  readonly methods?: readonly string[] | undefined;
  /** The headers that a page may add. @default `content-type` */
  readonly requestHeaders?: readonly string[] | undefined;
  /** The headers of an answer that a page may read. @default none besides what every page may */
  readonly exposedHeaders?: readonly string[] | undefined;
  /** Lets cookies travel along. @default `false` */
  readonly credentials?: boolean | undefined;
  /** How long a browser may remember what it was told, in seconds. @default 600 */
  readonly maxAgeSeconds?: number | undefined;
}

const known = ['origins', 'methods', 'requestHeaders', 'exposedHeaders', 'credentials', 'maxAgeSeconds'];
const token = /^[A-Za-z0-9!#$%&'+.^_`|~-]+$/; // without `*`, which is a name for all of them

/**
 * Makes the CORS headers of an answer. An origin that is not listed gets none but `Vary`, so that the browser refuses; there is no wildcard.
 * For a preflight (`OPTIONS` with `Access-Control-Request-Method`) they say what may be sent.
 *
 * @throws OptionsError `invalid_options`
 * @example
 * ```ts
 * import { corsHeaders } from '@fanfare/node/web-security';
 *
 * const cors = { origins: ['https://shop.example'], methods: ['GET', 'PUT'] };
 * export const OPTIONS = (request: Request): Response =>
 *   new Response(null, { status: 204, headers: corsHeaders(request, cors) });
 * ```
 */
export function corsHeaders(request: Request, options: CorsOptions = {}): Record<string, string> {
  checkOptions(options, known, 'corsHeaders');
  const { methods = ['GET', 'HEAD', 'POST'], requestHeaders = ['content-type'] } = options;
  const { exposedHeaders = [], credentials = false, maxAgeSeconds = 600 } = options;
  const origins = checkOrigins(options.origins ?? [], 'corsHeaders');
  checkTokens({ methods, requestHeaders, exposedHeaders });
  checkType({ credentials }, 'boolean');
  checkWhole({ maxAgeSeconds }, { min: 0 });

  const isPreflight = request.method === 'OPTIONS' && request.headers.has('access-control-request-method');
  const vary = [
    'Origin',
    ...(isPreflight ? ['Access-Control-Request-Method', 'Access-Control-Request-Headers'] : []),
  ];
  const origin = request.headers.get('origin');
  if (origin === null || !origins.has(origin)) return { vary: vary.join(', ') };
  return {
    vary: vary.join(', '),
    'access-control-allow-origin': origin,
    ...(credentials && { 'access-control-allow-credentials': 'true' }),
    ...(exposedHeaders.length > 0 && { 'access-control-expose-headers': exposedHeaders.join(', ') }),
    ...(isPreflight && {
      'access-control-allow-methods': methods.join(', '),
      'access-control-allow-headers': requestHeaders.join(', '),
      'access-control-max-age': String(maxAgeSeconds),
    }),
  };
}

function checkTokens(given: Readonly<Record<string, unknown>>): void {
  for (const [option, list] of Object.entries(given)) {
    const isList = Array.isArray(list) && list.every((name) => typeof name === 'string' && token.test(name));
    if (!isList)
      throw new OptionsError(`corsHeaders: ${option} must be a list of names, without a wildcard.`);
  }
}
