import { hasEnded } from '../../access/credential-life.js';
import { describePublicKey } from '../../access/describe-keys.js';
import { guardKeyGift } from '../../access/guard-gift.js';
import { newRights } from '../../access/new-rights.js';
import { readEd25519Key } from '../../auth/signature/ed25519-key.js';
import { keyProofFits } from '../../auth/signature/key-proof-fits.js';
import type { MockContext } from '../../context.js';
import type { HandlersOf } from '../../handler.js';
import { refuse } from '../../refusal.js';
import { createCursors } from '../../state/cursors.js';
import { pageOfRows } from '../../state/page.js';
import { createPublicKeys, type PublicKeyRow } from '../../state/public-keys.js';
import type { Tenant } from '../../tenant.js';

/** The operations of this resource. */
type PublicKeyOperation = `admin.publicKeys.${'list' | 'register' | 'revoke'}`;

/** Public keys whose holders sign requests. */
export const adminPublicKeyHandlers: HandlersOf<PublicKeyOperation> = {
  'admin.publicKeys.list': ({ context, principal: { tenant }, query }) => {
    const now = context.clock.now();
    const sortKeys = {
      createdAt: (row: PublicKeyRow) => row.createdAt,
      name: (row: PublicKeyRow) => row.name,
    };
    const { data, pageInfo } = pageOfRows(working(context, tenant), {
      query,
      sortKeys,
      cursors: context.use(createCursors).of(tenant),
    });
    return { data: data.map((row) => describePublicKey(row, now)), pageInfo };
  },

  'admin.publicKeys.register': ({ context, principal, body: { publicKey, proof, ...rest } }) => {
    const { tenant, keyId: by } = principal;
    const keys = context.use(createPublicKeys);
    const key = readEd25519Key(publicKey);
    if (key === undefined) return refuse('validation_error', 'The public key is not an Ed25519 key.');
    if (!keyProofFits(proof, { key, tenant, now: context.clock.now() }))
      refuse('validation_error', 'The proof is not by this key, for this organization and mode, and fresh.');
    guardFree(context, tenant, keys.findByKeyId(key.keyId));
    const fields = { ...newRights({ context, principal }, rest), ...key };
    return describePublicKey(keys.register(tenant, fields, by), context.clock.now());
  },

  'admin.publicKeys.revoke': ({ context, principal, params }) => {
    const { tenant, keyId: by } = principal;
    const row = working(context, tenant).find(({ id }) => id === params.publicKeyId);
    if (row === undefined) return refuse('not_found', 'There is no such public key.');
    guardKeyGift({ context, principal }, row);
    if (row.keyId === by) refuse('conflict', 'The key that signs a call cannot end itself.');
    context.use(createPublicKeys).table.archive(row, by);
    return describePublicKey(row, context.clock.now());
  },
};

/**
 * Refuses a key that signs for somebody already. Where it was another organization, it stays theirs when it is over: a
 * server of theirs that still signs with it must not act here.
 */
function guardFree(context: MockContext, tenant: Tenant, row: PublicKeyRow | undefined): void {
  if (row === undefined) return;
  const isOurs = row.tenant.organizationId === tenant.organizationId;
  if (!isOurs || !hasEnded(row, context.clock.now()))
    refuse('conflict', 'This public key was registered before; make a new one.');
}

function working(context: MockContext, tenant: Tenant): readonly PublicKeyRow[] {
  const { table } = context.use(createPublicKeys);
  return table.all(tenant).filter((row) => !hasEnded(row, context.clock.now()));
}
