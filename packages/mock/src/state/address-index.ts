import { tenantKey, type Tenant } from '../tenant.js';

/** Whose an address is; looked up in one step, however many consumers there are. */
export interface AddressIndex<Owner> {
  find(tenant: Tenant, address: string): Owner | undefined;
  /** Gives an address to somebody, unless it is taken. */
  claim(owner: Owner, address: string): void;
  /** Gives an address to somebody, whoever had it. */
  assign(owner: Owner, address: string): void;
  /** Takes an address from somebody, if it is theirs. */
  release(owner: Owner, address: string): void;
}

/** Makes an empty index. */
export function createAddressIndex<Owner extends { readonly tenant: Tenant }>(): AddressIndex<Owner> {
  const owners = new Map<string, Owner>();
  const keyOf = (tenant: Tenant, address: string): string => `${tenantKey(tenant)}/${address}`;
  const find = (tenant: Tenant, address: string): Owner | undefined => owners.get(keyOf(tenant, address));
  return {
    find,
    claim(owner, address) {
      if (find(owner.tenant, address) === undefined) owners.set(keyOf(owner.tenant, address), owner);
    },
    assign: (owner, address) => void owners.set(keyOf(owner.tenant, address), owner),
    release(owner, address) {
      if (find(owner.tenant, address) === owner) owners.delete(keyOf(owner.tenant, address));
    },
  };
}
