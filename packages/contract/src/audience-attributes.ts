/** How the values of an attribute compare: `money` as decimals, `time` as times. */
export type AttributeKind = 'text' | 'number' | 'money' | 'time' | 'flag';

/** What a rule of an audience may look at, besides `metadata.<name>`, and how its values compare. */
export const audienceAttributes = {
  email: 'text',
  fullName: 'text',
  phone: 'text',
  status: 'text',
  rfmSegment: 'text',
  createdAt: 'time',
  lastLoginAt: 'time',
  lastEngagedAt: 'time',
  lastOrderAt: 'time',
  lastReturnAt: 'time',
  isGuest: 'flag',
  emailVerified: 'flag',
  phoneVerified: 'flag',
  smsOptOut: 'flag',
  aov: 'money',
  ltv: 'money',
  totalOrders: 'number',
  totalReturns: 'number',
  totalEngagements: 'number',
  totalMessages: 'number',
  engagedCount: 'number',
  loyaltyBalance: 'number',
  activityRank: 'number',
  monetaryRank: 'number',
  purchaseFrequencyRank: 'number',
} as const satisfies Record<string, AttributeKind>;

/** An attribute of every consumer. */
export type ConsumerAttribute = keyof typeof audienceAttributes;
/** The attributes whose values compare in one way. */
export type AttributesOfKind<Kind extends AttributeKind> = {
  [Name in ConsumerAttribute]: (typeof audienceAttributes)[Name] extends Kind ? Name : never;
}[ConsumerAttribute];
/** What a rule of an audience looks at: an attribute of every consumer, or a field of their metadata. */
export type AudienceAttribute = ConsumerAttribute | `metadata.${string}`;

/** Tells how the values of an attribute compare; `undefined` for metadata, where the values themselves decide. */
export function attributeKind(attribute: string): AttributeKind | undefined {
  const kinds: Readonly<Record<string, AttributeKind>> = audienceAttributes;
  return Object.hasOwn(kinds, attribute) ? kinds[attribute] : undefined;
}
