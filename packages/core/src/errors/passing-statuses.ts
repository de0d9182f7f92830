/** The statuses after which the same request may succeed later without a change. */
export const passingStatuses: readonly number[] = [408, 425, 429, 500, 502, 503, 504];
