/** The directives of a Content-Security-Policy by name; of two with one name the first holds (CSP Level 3 §2.2.1). */
export function parsePolicy(policy: string): ReadonlyMap<string, readonly string[]> {
  const directives = new Map<string, readonly string[]>();
  for (const directive of policy.split(';')) {
    const [name = '', ...sources] = directive.trim().split(/\s+/);
    const known = name.toLowerCase();
    if (known !== '' && !directives.has(known)) directives.set(known, sources);
  }
  return directives;
}

/** The sources of a directive, or those it falls back to; `undefined` where anything goes. */
export function sourcesFor(
  directives: ReadonlyMap<string, readonly string[]>,
  name: string,
): readonly string[] | undefined {
  return directives.get(name) ?? directives.get('default-src');
}

/** Tells whether sources let a page of `own` call an address (CSP Level 3 §6.7.2.8), as far as hosts, ports and schemes go. */
export function takesOrigin(
  sources: readonly string[],
  { address, own }: { readonly address: string; readonly own: string },
): boolean {
  return sources.some((source) => matches(source.toLowerCase(), { url: new URL(address), own }));
}

const sourceForm =
  /^(?:([a-z][a-z0-9+.-]*):\/\/)?(\*|(?:\*\.)?[a-z0-9.[\]:-]*?[a-z0-9\]])(?::(\d+|\*))?(?:\/.*)?$/;
const ports: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

function matches(source: string, { url, own }: { readonly url: URL; readonly own: string }): boolean {
  if (source === "'self'") return url.origin === own;
  if (source === '*' || source === url.protocol) return true;
  const [, scheme, host, port] = sourceForm.exec(source) ?? [];
  if (host === undefined) return false;
  // A source without a scheme takes that of the page, or a better one.
  const protocol = scheme === undefined ? new URL(own).protocol : `${scheme}:`;
  if (protocol !== url.protocol && !(protocol === 'http:' && url.protocol === 'https:')) return false;
  const wanted = url.port === '' ? ports[url.protocol] : url.port;
  if (port !== '*' && (port ?? ports[protocol]) !== wanted && (port ?? ports[url.protocol]) !== wanted)
    return false;
  return (
    host === '*' || (host.startsWith('*.') ? url.hostname.endsWith(host.slice(1)) : url.hostname === host)
  );
}
