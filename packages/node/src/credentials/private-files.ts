import type { BigIntStats } from 'node:fs';
import { FanfareError } from '@fanfare/core/base';

/** Files of a folder that only one user can reach. */
export interface PrivateFiles {
  /** Returns what a file holds; `undefined` where there is none. */
  read(name: string): Promise<string | undefined>;
  /** Writes beside the file, and renames: a reader sees the old text or the new one. */
  replace(name: string, text: string): Promise<void>;
  /** Makes a file that was not there; `false` where it was. */
  create(name: string, text: string): Promise<boolean>;
  /** Removes a file; `false` where there was none. */
  remove(name: string): Promise<boolean>;
}

const maxBytes = 65_536;

/**
 * Opens a folder for this user alone. The file system is asked for when it is needed, so that the module loads where there is none.
 *
 * @throws FanfareError `storage_unavailable` where others can write to the folder, or it is no folder
 */
export async function openPrivateFiles(directory: string): Promise<PrivateFiles> {
  const { constants, promises: fs } = await import('node:fs');
  const { join } = await import('node:path');
  await fs.mkdir(directory, { recursive: true, mode: 0o700 });
  checkPrivate(await fs.lstat(directory, { bigint: true }), 'directory');
  const at = (name: string): string => join(directory, name);

  return {
    async read(name) {
      // A link is not followed; neither is one that is put there between two looks.
      const file = await fs.open(at(name), constants.O_RDONLY | constants.O_NOFOLLOW).catch(unlessMissing);
      if (file === undefined) return undefined;
      try {
        const facts = await file.stat({ bigint: true });
        checkPrivate(facts, 'file');
        if (facts.size > maxBytes) throw refused('it is too large');
        return await file.readFile('utf8');
      } finally {
        await file.close();
      }
    },
    async replace(name, text) {
      const beside = at(`${name}.${crypto.randomUUID()}`);
      try {
        const file = await fs.open(beside, 'wx', 0o600);
        try {
          await file.writeFile(text);
          await file.sync(); // a refresh token that is lost with the power costs a login
        } finally {
          await file.close();
        }
        await fs.rename(beside, at(name));
      } catch (error) {
        await fs.rm(beside, { force: true }); // half a record holds secrets, too
        throw error;
      }
    },
    async create(name, text) {
      // Linked, and so there with all its text, or not at all.
      const beside = at(`${name}.${crypto.randomUUID()}`);
      try {
        await fs.writeFile(beside, text, { flag: 'wx', mode: 0o600 });
        return await fs.link(beside, at(name)).then(() => true, unlessThere);
      } finally {
        await fs.rm(beside, { force: true });
      }
    },
    remove: (name) =>
      fs.unlink(at(name)).then(
        () => true,
        async (error: unknown) => (unlessMissing(error), false),
      ),
  };
}

function checkPrivate(facts: BigIntStats, kind: 'file' | 'directory'): void {
  if (!(kind === 'file' ? facts.isFile() : facts.isDirectory())) throw refused(`it is no ${kind}`);
  const uid = process.getuid?.();
  if (uid === undefined) return; // Windows, where modes say nothing
  if (facts.uid !== BigInt(uid)) throw refused('it belongs to another user');
  const others = kind === 'file' ? 0o077n : 0o022n;
  if ((facts.mode & others) !== 0n) throw refused('other users can reach it');
}

function refused(why: string): FanfareError {
  return new FanfareError(`A token file or its folder was refused: ${why}. Nothing was read or written.`, {
    code: 'storage_unavailable',
  });
}

function unlessMissing(error: unknown): undefined {
  if (hasCode(error, 'ENOENT')) return undefined;
  if (hasCode(error, 'ELOOP')) throw refused('it is a link');
  throw error;
}

function unlessThere(error: unknown): false {
  if (hasCode(error, 'EEXIST')) return false;
  throw error;
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
