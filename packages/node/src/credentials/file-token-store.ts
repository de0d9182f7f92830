import { checkOptions, FanfareError, OptionsError, systemClock, type Clock } from '@fanfare/core/base';
import { checkClock } from '../check-option.js';
import { ownerKey } from './owner-key.js';
import { openPrivateFiles, type PrivateFiles } from './private-files.js';
import type { TokenStore } from './token-store.js';
import { releaseTurn, takeTurn, turnHolder } from './turn-file.js';

/** How a store in files is set up. */
export interface FileTokenStoreOptions {
  /** A folder of its own, as an absolute path; made for this user alone where it is not there. */
  readonly directory: string;
  /** @default the system's */
  readonly clock?: Clock | undefined;
}

/**
 * Keeps tokens in files that only this user can read (mode 0600), for all processes of one machine. Files are replaced whole; a link,
 * or a file that others could have written or read, is refused. What lies in them is in plain text, so wrap it in
 * `encryptedTokenStore`. Not for folders on a network, whose servers promise less.
 *
 * @throws OptionsError `invalid_options`; its methods throw FanfareError `storage_unavailable`
 */
export function fileTokenStore(options: FileTokenStoreOptions): TokenStore {
  checkOptions(options, ['directory', 'clock'], 'fileTokenStore');
  const { directory, clock = systemClock } = options;
  checkClock(clock);
  if (typeof directory !== 'string' || !/^(\/|[A-Za-z]:[\\/])/.test(directory)) {
    throw new OptionsError('directory must be an absolute path.');
  }
  const open = async <T>(run: (files: PrivateFiles) => Promise<T>): Promise<T> => {
    try {
      return await run(await openPrivateFiles(directory));
    } catch (cause) {
      if (cause instanceof FanfareError) throw cause;
      throw new FanfareError('The token files could not be read or written; nothing was changed.', {
        code: 'storage_unavailable',
        cause,
      });
    }
  };
  return {
    read: (owner) => open(async (files) => files.read(`${await ownerKey(owner)}.tokens`)),
    write: (owner, { record, holder }) =>
      open(async (files) => {
        const name = await ownerKey(owner);
        if ((await turnHolder(files, { name, clock })) !== holder) return false;
        await files.replace(`${name}.tokens`, record);
        return true;
      }),
    remove: (owner) => open(async (files) => void (await files.remove(`${await ownerKey(owner)}.tokens`))),
    claim: (owner, turn) =>
      open(async (files) => takeTurn(files, { name: await ownerKey(owner), clock, ...turn })),
    release: (owner, holder) =>
      open(async (files) => releaseTurn(files, { name: await ownerKey(owner), clock, holder })),
  };
}
