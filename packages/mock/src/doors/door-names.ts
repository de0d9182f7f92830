/** Other platforms' ways to log in that the mock can play beside its own: for who writes against several. */
export const doorNames = ['fincode'] as const;

/** A way to log in of another platform. */
export type DoorName = (typeof doorNames)[number];
