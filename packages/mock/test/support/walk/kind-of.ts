/** Where a field has another name than the parameter that takes the same value. */
const otherNames: Readonly<Record<string, string>> = {
  defaultVariantId: 'variantId',
  productVariantId: 'variantId',
  newSlotId: 'slotId',
  lastFileId: 'fileId',
  optionId: 'variantOptionId',
  admissionGrant: 'grant',
  admissionToken: 'grant',
  paymentToken: 'grant',
  webhookId: 'endpointId',
  'admissions.validate.token': 'grant',
  'consumers.export.exportId': 'ownExportId',
};

/** What the `id` of an answer is, where the path of its operation does not say so. */
export const otherEntities: Readonly<Record<string, string>> = {
  'consumers.requestExport': 'ownExportId',
  'admin.waitlists.consumers': 'waitlistEntryId',
  'admin.sequences.waitlist.consumers': 'waitlistEntryId',
  'admin.sequences.waitlist.enter': 'waitlistEntryId',
  'admin.waitlists.exports.list': 'waitlistExportId',
  'admin.waitlists.exports.create': 'waitlistExportId',
  'admin.webhooks.events': 'eventId',
  'admin.webhooks.test': 'deliveryId',
};

const references = /Ids?$|^(refreshToken|exchangeCode|admissionGrant|admissionToken)$/;

/** The distributions by their own names, and what a path calls them. */
export const distributionPaths: Readonly<Record<string, string>> = {
  queueId: 'queues',
  drawId: 'draws',
  auctionId: 'auctions',
  timedReleaseId: 'timed-releases',
  appointmentId: 'appointments',
};

/** The kinds that `distributionId` may stand for. */
export const distributionKinds: readonly string[] = Object.keys(distributionPaths);

/** Tells what a field holds, by its name and, where that is not enough, by the operation that takes it. */
export function kindOf(name: string, operation = ''): string {
  const singular = name.replace(/Ids$/, 'Id');
  return otherNames[`${operation}.${name}`] ?? otherNames[singular] ?? singular;
}

/** Tells whether a field of an answer holds something that a later call may refer to. */
export function isReference(name: string): boolean {
  return references.test(name);
}

/** What the `id` of an object is, by the name of the property that the object stands under: `variants` hold variants. */
export function kindOfMember(name: string): string {
  return kindOf(`${name.replace(/ies$/, 'y').replace(/s$/, '')}Id`);
}
