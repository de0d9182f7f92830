/** The one user who may log in through this door from the start; public, as the keys of the world are. */
export const fincodeUser = {
  id: 'fcu_aurora',
  email: 'till@aurora.example',
  currentPassword: 'Aurora-Till-2026!',
} as const;

/** The one account there is something to ask about. */
export const fincodeAccount = { id: 'acc_aurora', balance: '1250.00', currency: 'USD' } as const;
