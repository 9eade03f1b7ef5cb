/**
 * Node's crypto, which the platform has. An import would load it as the Worker starts, a quarter of the time that start-up may take: it is
 * loaded by the first call that hashes.
 */
export const nodeCrypto = (): typeof import('node:crypto') => process.getBuiltinModule('node:crypto')
