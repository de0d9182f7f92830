import * as z from 'zod/mini';

export const audienceTypeSchema = z.enum(['STATIC', 'DYNAMIC', 'SYNCED_LIST']);
export const audienceGroupTypeSchema = z.enum(['SEGMENTED_VALUE', 'RFM']);

/** Where the members come from: listed by hand, found by rules, or kept in step with a list elsewhere. */
export type AudienceType = z.infer<typeof audienceTypeSchema>;
/** Why audiences belong together: tiers over a value, or segments of recency, frequency and money. */
export type AudienceGroupType = z.infer<typeof audienceGroupTypeSchema>;
