import { createHash } from 'node:crypto';
import type { MockContext } from '../context.js';
import { refuse } from '../refusal.js';
import { dropExpired } from './drop-expired.js';

/** A file as it arrived. */
export interface UploadedFile {
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** A file that may be sent to an address of its own, once. */
export interface ExpectedUpload {
  readonly lifetimeMs: number;
  readonly maxBytes: number;
  /** Takes the file in, or refuses it: then another one may be sent. */
  readonly receive: (file: UploadedFile) => void;
}

/** The files that are expected. */
export interface Uploads {
  /** Makes the address that a file goes to by PUT; whoever has it may send one. */
  expect(upload: ExpectedUpload): string;
  /** How large the file for an address may be. */
  maxBytes(token: string): number;
  put(token: string, file: UploadedFile): void;
}

interface KeptUpload extends ExpectedUpload {
  readonly expiresAt: number;
}

/** Expects nothing yet. Only hashes of the addresses are kept. */
export function createUploads(context: MockContext): Uploads {
  const expected = new Map<string, KeptUpload>();
  const hash = (token: string): string => createHash('sha256').update(token).digest('base64url');

  function find(token: string): KeptUpload {
    dropExpired(expected, context.clock.now());
    const upload = expected.get(hash(token));
    // Lifetimes differ, so that one which is over may still stand behind a longer one.
    if (upload !== undefined && context.clock.now() < upload.expiresAt) return upload;
    return refuse('not_found', 'No file is expected at this address, or not any more.');
  }

  return {
    expect(upload) {
      const token = context.newSecret('upload');
      expected.set(hash(token), { ...upload, expiresAt: context.clock.now() + upload.lifetimeMs });
      return `${context.origin}/__mock/uploads/${token}`;
    },
    maxBytes: (token) => find(token).maxBytes,
    put(token, file) {
      find(token).receive(file);
      expected.delete(hash(token));
    },
  };
}
