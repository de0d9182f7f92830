export { activityNotice } from './activity-notice.js';
export type { Notice, NoticeOptions } from './activity-notice.js';
export { plainText } from './plain-text.js';
export { safeLink } from './safe-link.js';
export type { SafeLink, SafeLinkOptions } from './safe-link.js';
