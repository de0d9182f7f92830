/**
 * What made a signature not fit, as far as the doctor can tell.
 *
 * - `line_endings`: something turned LF into CRLF or back.
 * - `trailing_newline`: a line break at the end was added or removed.
 * - `byte_order_mark`: a byte order mark was added or removed.
 * - `charset`: the bytes were decoded as Latin-1 and encoded as UTF-8.
 * - `base64`: the body is still encoded as base64, as serverless platforms deliver it.
 * - `reserialized_json`: a body parser ran and the object was written again.
 * - `retired_secret`: one of `retiredSecrets` made the signature.
 * - `unknown`: none of these; most likely the secret belongs to another endpoint.
 */
export type MismatchCause =
  | 'line_endings'
  | 'trailing_newline'
  | 'byte_order_mark'
  | 'charset'
  | 'base64'
  | 'reserialized_json'
  | 'retired_secret'
  | 'unknown';
