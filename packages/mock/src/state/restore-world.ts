import { seedWorld } from './seed-world.js';
import type { World, WorldData } from './world.js';

/** Puts the rules of a world back to what they were; the origins that are allowed stay. */
export function restoreWorld({ organizations }: World): void {
  const fresh = seedWorld().organizations;
  organizations.forEach((organization, index) => {
    const seeded = fresh[index];
    if (seeded === undefined) return;
    restoreData(organization, seeded);
    restoreData(organization.live, seeded.live);
  });
}

function restoreData(data: WorldData, seeded: WorldData): void {
  Object.assign(data.experience, seeded.experience);
  Object.assign(data.sequence, seeded.sequence);
  Object.assign(data.queue, seeded.queue);
}
