import type { MockContext } from '../context.js';
import { createDistributions, type Editor } from '../distributions/distributions.js';
import { createAnnouncements } from '../state/announcements.js';
import type { ExperienceRow, SequenceRow } from '../state/experience-rows.js';
import { createExperienceTree } from '../state/experience-tree.js';
import { createWaitlists } from '../waitlists/waitlists.js';

/** Puts a sequence away with its distributions, which end for everybody in them, and with its waitlist. */
export function archiveSequence(context: MockContext, sequence: SequenceRow, editor: Editor): void {
  const distributions = context.use(createDistributions);
  for (const room of distributions.ofSequence(sequence.tenant, sequence.id)) {
    distributions.archive(room, editor);
  }
  const waitlists = context.use(createWaitlists);
  const waitlist = waitlists.ofSequence(sequence.tenant, sequence.id);
  if (waitlist !== undefined) waitlists.archive(waitlist, editor);
  context.use(createExperienceTree).sequences.archive(sequence, editor.by);
}

/** Puts an experience away with its sequences. */
export function archiveExperience(context: MockContext, experience: ExperienceRow, editor: Editor): void {
  const tree = context.use(createExperienceTree);
  for (const sequence of tree.sequencesOf(experience)) archiveSequence(context, sequence, editor);
  tree.experiences.archive(experience, editor.by);
  context.use(createAnnouncements).follow(experience.tenant);
}
