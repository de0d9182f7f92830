import { useEffect, useState, type ReactElement } from 'react';
import { createAnnouncer } from '../announcer.js';

/** Reads out what changes to those who do not see it, and not more often than one can listen. */
export function LiveRegion({ id, text }: { readonly id: string; readonly text: string }): ReactElement {
  const [said, setSaid] = useState('');
  const [announcer] = useState(() => createAnnouncer({ say: setSaid }));
  useEffect(() => announcer.tell({ key: id, text }), [announcer, id, text]);
  useEffect(() => () => announcer.stop(), [announcer]);
  return (
    <div className="ff-unseen" role="status" aria-live="polite">
      {said}
    </div>
  );
}
