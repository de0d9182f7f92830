import { errorTexts, serverErrors, type Credential, type ServerErrorCode } from '@fanfare/contract';
import { refusalCodes, type Operation } from '@fanfare/contract/operations';
import type { TestAnswer } from '../mock-api.js';

const credentials: readonly Credential[] = ['pk', 'consumer', 'sk'];

/** A row with nothing of its own but whom it lets in: what else it may refuse with is common to all. */
function bare({ body: _body, ...row }: Operation, auth: Operation['auth']): Operation {
  return { ...row, auth, errors: [], retry: 'safe' };
}

/** What every call may be refused with, whoever calls. */
function commonRefusals(row: Operation): ReadonlySet<ServerErrorCode> {
  return refusalCodes({ ...bare(row, [[]]), id: '' });
}

function withStatus(codes: Iterable<ServerErrorCode>, statuses: readonly number[]): ServerErrorCode[] {
  return [...codes].filter((code) => statuses.includes(serverErrors[code].status));
}

/** Every code that refuses a caller: what the contract adds for any credential, and what 401 and 403 mean anywhere. */
function callerRefusals(row: Operation): ReadonlySet<ServerErrorCode> {
  const common = commonRefusals(row);
  const added = credentials.flatMap((credential) => [...refusalCodes(bare(row, [[credential]]))]);
  return new Set([...added.filter((code) => !common.has(code)), ...withStatus(common, [401, 403])]);
}

/** The codes with which a call is refused for what it finds: those of the row itself, and that there is no such thing. */
function stateRefusals(row: Operation): ReadonlySet<ServerErrorCode> {
  return new Set([...row.errors, ...withStatus(commonRefusals(row), [404])]);
}

/** The code of a refusal, also where the hosted platform writes words; none where the status is not that of the code. */
function codeOf({ error = '', status }: TestAnswer): ServerErrorCode | undefined {
  const code = errorTexts[error.toLowerCase()] ?? (error as ServerErrorCode); // looked up next
  return Object.hasOwn(serverErrors, code) && serverErrors[code].status === status ? code : undefined;
}

/**
 * What an answer says of the caller, by the row alone. `good`: the call succeeded as the row says, or was refused for what
 * it found. A status: the caller was refused. `unfit`: the request was refused, so that the caller may be whoever.
 * Anything else fits no row, and is told as it is.
 */
export function meaningOf(row: Operation, answer: TestAnswer): 'good' | 'unfit' | number | string {
  const { status, error } = answer;
  if (status === (isEmptyAnswer(row) ? 204 : 200)) return 'good';
  const code = codeOf(answer);
  if (code === undefined) return `${status} ${error}`;
  if (callerRefusals(row).has(code)) return status;
  if (stateRefusals(row).has(code)) return 'good';
  return code === 'validation_error' ? 'unfit' : `${status} ${error}`;
}

/** Whether an operation answers with nothing at all. */
export function isEmptyAnswer({ response, events }: Operation): boolean {
  return response === undefined && events === undefined;
}
