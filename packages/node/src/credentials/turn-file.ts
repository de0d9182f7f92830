import type { Clock } from '@fanfare/core/base';
import type { PrivateFiles } from './private-files.js';

/** Whose turn it is about. */
export interface TurnFile {
  /** Of the owner's files. */
  readonly name: string;
  readonly clock: Clock;
}

interface WrittenTurn {
  readonly holder: string;
  readonly end: number;
}

/** After this, whoever cleared a turn away and did not finish has crashed, in milliseconds. */
const clearingMs = 60_000;

/** Takes a turn, by making a file that nobody else can make at the same time. */
export async function takeTurn(
  files: PrivateFiles,
  { name, clock, holder, leaseMs }: TurnFile & { readonly holder: string; readonly leaseMs: number },
): Promise<boolean> {
  const mine = JSON.stringify({ holder, end: clock.now() + leaseMs });
  if (await files.create(`${name}.turn`, mine)) return true;
  if ((await turnHolder(files, { name, clock })) !== undefined) return false;
  await clearExpired(files, { name, clock });
  return files.create(`${name}.turn`, mine);
}

/**
 * Removes a turn whose time is over. One process at a time may, and nobody else removes such a file, so that none removes one that
 * somebody has just taken.
 */
async function clearExpired(files: PrivateFiles, { name, clock }: TurnFile): Promise<void> {
  const clearing = `${name}.clearing`;
  const mark = JSON.stringify({ holder: '', end: clock.now() + clearingMs });
  if (!(await files.create(clearing, mark))) {
    const other = await readTurn(files, clearing);
    if (other !== undefined && other.end <= clock.now()) await files.remove(clearing);
    return;
  }
  try {
    const turn = await readTurn(files, `${name}.turn`);
    if (turn !== undefined && turn.end <= clock.now()) await files.remove(`${name}.turn`);
  } finally {
    await files.remove(clearing);
  }
}

/** Ends a turn. One whose time is over is left to {@link takeTurn}. */
export async function releaseTurn(
  files: PrivateFiles,
  { holder, ...turn }: TurnFile & { readonly holder: string },
): Promise<void> {
  if ((await turnHolder(files, turn)) === holder) await files.remove(`${turn.name}.turn`);
}

/** Tells who has the turn now. */
export async function turnHolder(
  files: PrivateFiles,
  { name, clock }: TurnFile,
): Promise<string | undefined> {
  const turn = await readTurn(files, `${name}.turn`);
  return turn !== undefined && turn.end > clock.now() ? turn.holder : undefined;
}

async function readTurn(files: PrivateFiles, name: string): Promise<WrittenTurn | undefined> {
  const text = await files.read(name);
  if (text === undefined) return undefined;
  try {
    const { holder, end } = JSON.parse(text) as Partial<WrittenTurn>; // each part is checked here
    if (typeof holder === 'string' && typeof end === 'number') return { holder, end };
  } catch {
    // It is nobody's then, and its time is over.
  }
  return { holder: '', end: 0 };
}
