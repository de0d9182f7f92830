/** What the ids of the platform stand for, by what they begin with. */
const idTypes: Readonly<Record<string, string>> = {
  ann: 'announcement',
  appt: 'appointment',
  auction: 'auction',
  aud: 'audience',
  booking: 'booking',
  cexp: 'export',
  cons: 'consumer',
  draw: 'draw',
  evt: 'scheduledEvent',
  exp: 'experience',
  exp_prod: 'experienceProduct',
  export: 'export',
  grp: 'audienceGroup',
  imp: 'audienceImport',
  key: 'apiKey',
  limit: 'orderLimit',
  media: 'mediaAsset',
  mem: 'member',
  opt: 'variantOption',
  optval: 'variantOptionValue',
  ord: 'order',
  org: 'organization',
  page: 'experiencePage',
  prod: 'product',
  pub: 'publicKey',
  queue: 'queue',
  release: 'timedRelease',
  rule: 'audienceRule',
  seq: 'sequence',
  seq_prod: 'sequenceProduct',
  sess: 'session',
  sync: 'syncSource',
  var: 'variant',
  wait: 'waitlist',
  whe: 'endpoint',
};

/** Tells what an id of ours stands for, by itself: what a caller names it may be anything. */
export function idTypeOf(id: string): string {
  const [first = '', second = ''] = id.split('_');
  return idTypes[`${first}_${second}`] ?? idTypes[first] ?? 'object';
}
