/** What a shopper can agree to, each for itself; nothing is agreed to by default. */
export const consentPurposes = ['analytics', 'marketing', 'device'] as const;

/** Something that a shopper can agree to. */
export type ConsentPurpose = (typeof consentPurposes)[number];
