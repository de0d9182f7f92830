/** How a field of an entity is treated where it would be copied: personal ones can be erased, secrets never leave. */
export type FieldSensitivity = 'ordinary' | 'personal' | 'secret';

const personal: ReadonlySet<string> = new Set([
  'anonymousId',
  'canonicalSubject',
  'claims',
  'deviceLabel',
  'displayName',
  'email',
  'externalId',
  'firstName',
  'fromEmail',
  'fullName',
  'geoCity',
  'geoLat',
  'geoLng',
  'geoLatitude',
  'geoLongitude',
  'geoRegion',
  'ipAddress',
  'lastGeoCity',
  'lastGeoCoordinates',
  'lastGeoPostalCode',
  'lastGeoRegion',
  'lastName',
  'latitude',
  'longitude',
  'members.name',
  'metadata',
  'note',
  'notes',
  'phone',
  'postalCode',
  'replyToEmail',
  'reason',
  'searchQuery',
  'subject',
  'userAgent',
  'userId',
]);

const secret =
  /(secret|token|password|grant|otp|privatekey|backupcode|confirmationcode|verificationcode|accesscode|exchangecode|totp)/i;

/** Fields that a secret's word stands in, and that are none. */
const open: ReadonlySet<string> = new Set([
  'accessTokenExpiresAt',
  'accessTokenSeconds',
  'granted',
  'grantedAt',
  'previousSecretEndsAt',
  'refreshTokenSeconds',
  'refreshTokenTtlSeconds',
  'secretAgeDays',
  'sequenceCapabilityGrantExpiresAt',
  'tokenType',
  'verificationCodeExpiresAt',
]);

/**
 * Tells from its name how a field is treated; what is not named here is ordinary. A few names mean a person only in
 * one resource: a queue has a `name`, too.
 */
export function fieldSensitivity(name: string, resource = ''): FieldSensitivity {
  if (personal.has(name) || personal.has(`${resource}.${name}`)) return 'personal';
  return secret.test(name) && !open.has(name) ? 'secret' : 'ordinary';
}
