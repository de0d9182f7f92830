import { writeFile } from 'node:fs/promises';
import type { SecureVersion } from 'node:tls';
import { parseArgs } from 'node:util';
import type { ProfileName } from '@fanfare/contract';
import { doorNames, type DoorName } from './doors/door-names.js';
import { scenarioNames, type ScenarioName } from './faults/scenario-names.js';
import { scenarios } from './faults/scenarios.js';
import { startMockServer, type MockServer, type MockServerOptions } from './server.js';

const help = `fanfare-mock: the whole Fanfare platform on this machine

  --port <number>          where to listen (default 4800; 0 takes any free port)
  --host <name>            the interface to listen on (default 127.0.0.1)
  --tls                    encrypt, with a certificate of an authority that is made at the start
  --ca-file <path>         where to write the certificate of that authority, for NODE_EXTRA_CA_CERTS
  --http-port <number>     with --tls: the port that sends everybody to the encrypted one (default any free port)
  --tls-min-version <v>    with --tls: the oldest version to speak, such as TLSv1.3 (default TLSv1.2)
  --tls-max-version <v>    with --tls: the newest version to speak (default TLSv1.3)
  --client-certificates    with --tls: end the handshake with whoever shows no certificate of that authority
  --profile <name>         full (default) or hosted, which is only what is documented today
  --allow-origin <origin>  let pages of this origin call; may be given several times
  --trusted-proxy <addr>   believe what this proxy says of callers; may be given several times
  --without-rate-limits    refuse nobody for calling too often
  --now <time>             start at this ISO 8601 time instead of now
  --frozen                 the clock stands still until it is moved
  --seed <number>          the same ids, draws and faults every time
  --scenario <name>        what goes wrong from the start; may be given several times (names below)
  --door <name>            another platform's way to log in: ${doorNames.join(', ')}; may be given several times
  --json                   say where it is, and its keys, as one line of JSON
  --help                   this text

Scenarios
${scenarioNames.map((name) => `  ${name.padEnd(23)}  ${scenarios[name].summary}`).join('\n')}
`;

const options = {
  port: { type: 'string' },
  host: { type: 'string' },
  tls: { type: 'boolean' },
  'ca-file': { type: 'string' },
  'http-port': { type: 'string' },
  'tls-min-version': { type: 'string' },
  'tls-max-version': { type: 'string' },
  'client-certificates': { type: 'boolean' },
  profile: { type: 'string' },
  'allow-origin': { type: 'string', multiple: true },
  'trusted-proxy': { type: 'string', multiple: true },
  'without-rate-limits': { type: 'boolean' },
  now: { type: 'string' },
  frozen: { type: 'boolean' },
  seed: { type: 'string' },
  scenario: { type: 'string', multiple: true },
  door: { type: 'string', multiple: true },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

/**
 * Runs the command line: starts a server, says where it is, and stops with the process. Returns the exit code: 2 where
 * it was typed wrongly, 1 where it cannot start.
 */
export async function runCli(args: readonly string[]): Promise<number> {
  try {
    const { values } = parseArgs({ args: [...args], options, strict: true });
    if (values.help) {
      console.log(help);
      return 0;
    }
    const server = await startMockServer(serverOptions(values)).catch((error: unknown) =>
      refuseAddress(error, values),
    );
    await writeAuthority(server, values['ca-file']);
    console.log(values.json === true ? JSON.stringify(told(server)) : banner(server, values.host));
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.close());
    return 0;
  } catch (error) {
    console.error(`fanfare-mock: ${error instanceof Error ? error.message : String(error)}`);
    if (!(error instanceof TypeError)) return 1;
    console.error('--help tells what it takes.');
    return 2;
  }
}

interface Values {
  readonly port?: string | undefined;
  readonly host?: string | undefined;
  readonly tls?: boolean | undefined;
  readonly 'ca-file'?: string | undefined;
  readonly 'http-port'?: string | undefined;
  readonly 'tls-min-version'?: string | undefined;
  readonly 'tls-max-version'?: string | undefined;
  readonly 'client-certificates'?: boolean | undefined;
  readonly profile?: string | undefined;
  readonly 'allow-origin'?: readonly string[] | undefined;
  readonly 'trusted-proxy'?: readonly string[] | undefined;
  readonly 'without-rate-limits'?: boolean | undefined;
  readonly now?: string | undefined;
  readonly frozen?: boolean | undefined;
  readonly seed?: string | undefined;
  readonly scenario?: readonly string[] | undefined;
  readonly door?: readonly string[] | undefined;
}

function serverOptions(values: Values): MockServerOptions {
  const { host, profile, now, frozen, seed } = values;
  return {
    port: checkPort('--port', values.port ?? '4800'),
    ...(host !== undefined && { host: checkHost(host) }),
    ...tlsOptions(values),
    ...(profile !== undefined && { profile: profile as ProfileName }), // checked with the other options
    ...(now !== undefined && { now }),
    ...(frozen !== undefined && { flow: !frozen }),
    ...(seed !== undefined && { seed: wholeNumber('--seed', seed) }),
    scenarios: (values.scenario ?? []) as readonly ScenarioName[], // checked with the other options
    doors: (values.door ?? []) as readonly DoorName[], // checked with the other options
    allowedOrigins: values['allow-origin'] ?? [],
    trustedProxies: values['trusted-proxy'] ?? [],
    withoutRateLimits: values['without-rate-limits'] ?? false,
  };
}

const tlsFlags = [
  'ca-file',
  'http-port',
  'tls-min-version',
  'tls-max-version',
  'client-certificates',
] as const;

function tlsOptions(values: Values): Pick<MockServerOptions, 'tls'> {
  const surplus = tlsFlags.find((flag) => values[flag] !== undefined);
  if (values.tls !== true && surplus !== undefined) throw new TypeError(`--${surplus} needs --tls.`);
  if (values.tls !== true) return {};
  const httpPort = checkPort('--http-port', values['http-port'] ?? '0');
  const { 'tls-min-version': minVersion, 'tls-max-version': maxVersion } = values;
  return {
    tls: {
      httpPort,
      clientCertificates: values['client-certificates'] ?? false,
      ...(minVersion !== undefined && { minVersion: minVersion as SecureVersion }), // checked with the other options
      ...(maxVersion !== undefined && { maxVersion: maxVersion as SecureVersion }), // checked with the other options
    },
  };
}

function wholeNumber(name: string, text: string): number {
  if (/^\d{1,10}$/.test(text)) return Number(text);
  throw new TypeError(`${name} must be a whole number; got ${JSON.stringify(text)}.`);
}

function checkHost(host: string): string {
  if (/^[\w.:%-]+$/.test(host)) return host;
  throw new TypeError(`--host must be a name or an address of this machine; got ${JSON.stringify(host)}.`);
}

function checkPort(name: string, text: string): number {
  const port = wholeNumber(name, text);
  if (port <= 65_535) return port;
  throw new TypeError(`${name} must be from 0 to 65535; got ${port}.`);
}

async function writeAuthority(server: MockServer, file: string | undefined): Promise<void> {
  if (server.tls === undefined || file === undefined) return;
  try {
    await writeFile(file, server.tls.ca);
  } catch (cause) {
    await server.close();
    throw new Error(`--ca-file cannot be written: ${(cause as NodeJS.ErrnoException).code ?? 'unknown'}.`, {
      cause,
    });
  }
}

/** Says in the words of the command line why nothing can listen there. */
function refuseAddress(error: unknown, { host = '127.0.0.1', port = '4800' }: Values): never {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') throw new Error(`--port ${port} is taken; choose another one, or 0 for any.`);
  if (code === 'EACCES') throw new Error(`--port ${port} needs rights that this process does not have.`);
  if (code === 'ENOTFOUND' || code === 'EADDRNOTAVAIL' || code === 'EAI_AGAIN' || code === 'EINVAL') {
    throw new TypeError(`--host must be a name or an address of this machine; got ${JSON.stringify(host)}.`);
  }
  throw error;
}

function told({ url, platform, tls }: MockServer): object {
  const organizations = platform.world.organizations.map(({ id, name, keys }) => ({
    id,
    name,
    ...keys.test,
  }));
  return { url, watch: `${url}/__mock`, ...(tls !== undefined && { httpUrl: tls.httpUrl }), organizations };
}

const ownHosts: readonly string[] = ['127.0.0.1', 'localhost', '::1'];

function banner({ url, platform, tls }: MockServer, host = '127.0.0.1'): string {
  const shops = platform.world.organizations.map(
    ({ id, name, keys }) => `  ${name} (${id})\n    ${keys.test.publishable}   ${keys.test.secret}`,
  );
  return [
    `Fanfare mock platform on ${url}`,
    '',
    ...shops,
    '',
    `  SDKs:  new FanfareClient({ publishableKey, baseUrl: '${url}' })`,
    `  Watch: ${url}/__mock`,
    '  Stop:  Ctrl+C',
    ...(tls === undefined
      ? []
      : ['', `  ${tls.httpUrl} sends everybody to the encrypted address. Trust this authority:`, '', tls.ca]),
    ...(ownHosts.includes(host)
      ? []
      : ['', '  Warning: everybody on this network can call it, and steer it under /__mock.']),
  ].join('\n');
}
