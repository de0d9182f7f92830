/**
 * The version of the wire that this contract describes, dated as the platform dates its versions: year and month. SDKs send it in
 * `headers.apiVersion`; a platform answers with its own. It is raised when something is described anew that a platform must tell apart by it.
 */
export const apiVersion = '2026-11';

/** What a version looks like. Later ones sort behind earlier ones. */
export const apiVersionForm = /^20\d\d-(?:0[1-9]|1[0-2])$/;
