import type { World } from './world.ts'

/** Unix seconds on the world's clock: real time plus what control has added. */
export const nowOf = (world: Pick<World, 'clockOffsetSeconds'>): number => Math.floor(Date.now() / 1000) + world.clockOffsetSeconds
