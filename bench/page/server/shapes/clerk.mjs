const name = 'Ada';
const now = () => Date.now();

/** Clerk's Frontend API. Its credential is a cookie of the server that does not rotate: no refresh is ever a reuse. */
export const shape = {
  isRefresh: ({ path }) => /\/v1\/client\/sessions\/[^/]+\/tokens$/.test(path),
  spent: (_, { world }) => world.family.current,
  answer: (pair) => ({ object: 'token', jwt: pair.accessToken }),
  refusal: () => ({
    status: 401,
    body: { errors: [{ code: 'authentication_invalid', message: 'Unable to authenticate' }] },
  }),
  failure: () => ({ errors: [{ code: 'out_of_order', message: 'out of order' }] }),
  other: ({ path, query }, { world }) => {
    if (path.endsWith('/sign-in'))
      return { status: 200, headers: { 'set-cookie': '__client_uat=1; Path=/' }, body: {} };
    if (path.endsWith('/environment')) return { status: 200, body: environment };
    if (query.get('_method') === 'DELETE' || path.endsWith('/remove')) world.family.revoke();
    if (path.includes('/client')) return { status: 200, body: { response: client(world), client: null } };
    return { status: 404, body: { errors: [] } };
  },
};

const user = {
  object: 'user',
  id: 'user_1',
  first_name: name,
  email_addresses: [],
  phone_numbers: [],
  web3_wallets: [],
  external_accounts: [],
  organization_memberships: [],
  passkeys: [],
  enterprise_accounts: [],
  public_metadata: {},
  unsafe_metadata: {},
};

const environment = {
  object: 'environment',
  id: 'env_1',
  auth_config: { object: 'auth_config', id: 'aconf_1', single_session_mode: true },
  display_config: {
    object: 'display_config',
    id: 'dconf_1',
    instance_environment_type: 'production',
    application_name: 'Bench',
  },
  user_settings: {
    attributes: {},
    actions: {},
    social: {},
    sign_in: {},
    sign_up: {},
    password_settings: {},
    saml: {},
    enterprise_sso: {},
  },
  organization_settings: {},
  commerce_settings: {},
  maintenance_mode: false,
};

function client({ family }) {
  const session = {
    object: 'session',
    id: 'sess_1',
    status: 'active',
    user,
    public_user_data: { first_name: name, identifier: 'ada@example.com', user_id: 'user_1' },
    last_active_token: null,
    last_active_at: now(),
    expire_at: now() + 7 * 86_400_000,
    abandon_at: now() + 30 * 86_400_000,
    created_at: now(),
    updated_at: now(),
    factor_verification_age: null,
  };
  const sessions = family.isRevoked ? [] : [session];
  return {
    object: 'client',
    id: 'client_1',
    sessions,
    last_active_session_id: sessions[0]?.id ?? null,
    sign_in: null,
    sign_up: null,
    created_at: now(),
    updated_at: now(),
  };
}
