import { expect, test } from 'vitest';
import { cleanEnv, npxEnv, pnpmEnv } from '../toolchain/env.mjs';

test('drops what npm run adds, and keeps how npm reaches the network', () => {
  const env = cleanEnv({
    PATH: '/bin',
    npm_lifecycle_event: 'test',
    npm_config_user_agent: 'npm/11',
    npm_config_noproxy: '',
    npm_config_registry: 'https://packages.example/',
    'npm_config_//registry.example/:_authToken': 'secret',
  });

  expect(env).toEqual({
    PATH: '/bin',
    npm_config_registry: 'https://packages.example/',
    'npm_config_//registry.example/:_authToken': 'secret',
  });
});

test('tells pnpm and Node what npm knows, unless they were told already', () => {
  const env = { npm_config_registry: 'https://a.example/', npm_config_cafile: '/ca.pem' };

  expect(pnpmEnv(env)).toMatchObject({
    pnpm_config_registry: 'https://a.example/',
    NODE_EXTRA_CA_CERTS: '/ca.pem',
  });
  expect(pnpmEnv({ ...env, NODE_EXTRA_CA_CERTS: '/own.pem' }).NODE_EXTRA_CA_CERTS).toBe('/own.pem');
});

test('marks the second run, and hides the mark from what it starts', () => {
  const marked = npxEnv({}, ['pnpm@11.28.10'], { runsScripts: false });

  expect(marked).toEqual({ FANFARE_TOOLCHAIN: 'pnpm@11.28.10' });
  expect(pnpmEnv(marked)).not.toHaveProperty('FANFARE_TOOLCHAIN');
});

test('allows install scripts only for a download that needs one', () => {
  expect(npxEnv({}, ['node@24.21.0'], { runsScripts: true }).npm_config_ignore_scripts).toBe('false');
});
