import { MARKER } from './plan.mjs';

const isNpms = (name) => /^npm_/i.test(name);
const isCredential = (name) => /^npm_config_(@|\/\/)/i.test(name);

// How npm reaches the network. pnpm does not read npm's variables, nor npm's global configuration file, which
// `npm run` turns into variables.
const NETWORK = ['registry', 'https_proxy', 'proxy', 'noproxy', 'cafile', 'strict_ssl'];

/** The environment without the dozens of variables of `npm run`, which nested npm and pnpm warn about. */
export function cleanEnv(env) {
  const cleaned = Object.fromEntries(
    Object.entries(env).filter(([name]) => !isNpms(name) || isCredential(name)),
  );
  for (const name of ['cache', 'userconfig', ...NETWORK]) {
    const value = env[`npm_config_${name}`];
    if (value) cleaned[`npm_config_${name}`] = value;
  }
  return cleaned;
}

/** The environment of the npx call: marked, and with install scripts allowed where one of the packages has one. */
export function npxEnv(env, packages, { runsScripts }) {
  const marked = { ...env, [MARKER]: packages.join(' ') };
  return runsScripts ? { ...marked, npm_config_ignore_scripts: 'false' } : marked;
}

/** The environment of pnpm: npm's way to the network under the names that pnpm and Node read. */
export function pnpmEnv(env) {
  const translated = { ...env };
  delete translated[MARKER];
  for (const name of NETWORK) {
    const value = env[`npm_config_${name}`];
    if (value) translated[`pnpm_config_${name}`] ??= value;
  }
  if (env.npm_config_cafile) translated.NODE_EXTRA_CA_CERTS ??= env.npm_config_cafile;
  return translated;
}
