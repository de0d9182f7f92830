import { checkOptions, OptionsError } from '@fanfare/core/base';

/** What the headers of a page say. */
export interface SecurityHeadersOptions {
  /** The policy of the page, from {@link csp}. @default one that says no more than that nobody may frame it */
  readonly contentSecurityPolicy?: string | undefined;
}

const framing = "frame-ancestors 'none'";

/**
 * Returns the headers that a page or an answer of yours should carry: nobody may frame it, nothing is guessed about its type, addresses stay
 * with the page, and the host is encrypted for two years to come.
 *
 * @throws OptionsError `invalid_options`; also for a policy that lets others frame the page
 * @example
 * ```ts
 * import { csp, cspNonce, securityHeaders } from '@fanfare/node/web-security';
 *
 * const headers = securityHeaders({ contentSecurityPolicy: csp({ nonce: cspNonce() }) });
 * const page = new Response('<!doctype html>', { headers });
 * ```
 */
export function securityHeaders(options: SecurityHeadersOptions = {}): Record<string, string> {
  checkOptions(options, ['contentSecurityPolicy'], 'securityHeaders');
  const { contentSecurityPolicy = framing } = options;
  // Browsers take the first directive of a name, whatever its letters, and no other.
  const first = contentSecurityPolicy
    .split(';')
    .map((directive) => directive.trim())
    .find((directive) => /^frame-ancestors(?:\s|$)/i.test(directive));
  if (first !== framing) {
    throw new OptionsError(
      `securityHeaders: contentSecurityPolicy must hold ${framing}, as csp() writes it.`,
    );
  }
  return {
    'content-security-policy': contentSecurityPolicy,
    'cross-origin-opener-policy': 'same-origin-allow-popups', // a payment window may open, and reaches nothing here
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'strict-transport-security': 'max-age=63072000; includeSubDomains',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  };
}
