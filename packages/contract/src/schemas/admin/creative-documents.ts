import * as z from 'zod/mini';
import { form, text } from '../shapes.js';
import { adminThemeSchema } from './themes.js';

const creativeKinds = [
  'announcement-email',
  'announcement-sms',
  'announcement-social',
  'experience-page',
  'transactional-email',
  'transactional-sms',
] as const;

export const creativeDocumentSchema = z.strictObject({
  schemaVersion: z.literal(1),
  kind: z.enum(creativeKinds),
  editor: form(
    /^[a-z][a-z0-9-]{0,62}-v\d{1,4}$/,
    'the name and the version of an editor, such as "sms-text-v1"',
  ),
  body: z.union([text(0, 100_000), z.record(z.string(), z.unknown())]),
  themeOverrides: z.optional(adminThemeSchema),
});

/** What an editor made: the content of an announcement or of a page. */
export interface CreativeDocument extends z.infer<typeof creativeDocumentSchema> {}
