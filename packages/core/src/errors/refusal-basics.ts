import { isJson } from './is-json.js';
import { passingStatuses } from './passing-statuses.js';
import { readRequestId } from './read-request-id.js';
import { codeOfStatus, statusCodes } from './status-codes.js';

/** What sends calls and what reads their refusals both need. */
export interface RefusalBasics {
  readonly isJson: typeof isJson;
  readonly passingStatuses: typeof passingStatuses;
  readonly readRequestId: typeof readRequestId;
  readonly statusCodes: typeof statusCodes;
  readonly codeOfStatus: typeof codeOfStatus;
}

/** The basics, to be handed over. */
export const refusalBasics: RefusalBasics = {
  isJson,
  passingStatuses,
  readRequestId,
  statusCodes,
  codeOfStatus,
};
