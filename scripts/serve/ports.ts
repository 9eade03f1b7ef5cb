import { createServer } from 'node:net'
import { lookUp } from '../../src/contract/look-up.ts'
import { type Host, type Ports, portsFrom } from '../../tests/fakes/xero/origins.ts'
import type { Environment } from './environment.ts'

export interface Claim {
  readonly port: number
  /** Who wants the port, as in "the local Xero". */
  readonly wantedBy: string
  /** The variable that chooses another one. */
  readonly variable: string
}

export const workerClaim = (environment: Environment): Claim => claim(environment, 'PORT', 8787, 'the Worker')

export interface LocalClaims {
  readonly worker: Claim
  readonly xero: Readonly<Record<Host, Claim>>
  readonly mistable: Claim
  /** The local Cloudflare Access, which lets people in to the desk. */
  readonly access: Claim
}

export const localClaims = (environment: Environment): LocalClaims => ({
  worker: workerClaim(environment),
  xero: xeroClaims(environment),
  mistable: claim(environment, 'MISTABLE_PORT', 8789, 'the local miStable'),
  access: accessClaim(environment),
})

/** Behind those of the local Xero, and moved with them. */
export const accessClaim = (environment: Environment): Claim =>
  claim(environment, 'ACCESS_PORT', xeroClaims(environment).login.port + 5, 'the log-in of the desk')

/** XERO_PORT alone moves all four. */
export function xeroClaims(environment: Environment): LocalClaims['xero'] {
  const login = claim(environment, 'XERO_PORT', 8788, 'the local Xero')
  const usual = portsFrom(login.port)
  return {
    login,
    consent: claim(environment, 'XERO_CONSENT_PORT', usual.consent, "the local Xero's consent page"),
    identity: claim(environment, 'XERO_IDENTITY_PORT', usual.identity, 'the local Xero, for tokens,'),
    api: claim(environment, 'XERO_API_PORT', usual.api, "the local Xero's API"),
  }
}

export const portsOf = ({ login, consent, identity, api }: LocalClaims['xero']): Ports => ({
  login: login.port,
  consent: consent.port,
  identity: identity.port,
  api: api.port,
})

export const listClaims = ({ worker, xero, mistable, access }: LocalClaims): readonly Claim[] => [
  worker,
  ...Object.values(xero),
  mistable,
  access,
]

function claim(environment: Environment, variable: string, usual: number, wantedBy: string): Claim {
  const given = lookUp(environment, variable)
  const port = given === undefined ? usual : Number(given)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new RangeError(`${variable} is "${given}", which is no port.`)
  return { port, wantedBy, variable }
}

/** One line for people about the first port that is taken, or wanted twice; undefined when all are free. */
export async function describeTakenPort(claims: readonly Claim[]): Promise<string | undefined> {
  for (const [index, { port, wantedBy, variable }] of claims.entries()) {
    const other = claims.slice(0, index).find((earlier) => earlier.port === port)
    if (other !== undefined)
      return `Port ${port} is for ${other.wantedBy} (${other.variable}), and ${wantedBy} needs one too. Choose another with ${variable}=….`
    if (await isTaken(port))
      return `Port ${port} is taken, and ${wantedBy} needs it. Stop what uses it, or choose another with ${variable}=….`
  }
  return undefined
}

/** Ends the command with that line when someone else has a port. */
export async function insistOnFreePorts(claims: readonly Claim[]): Promise<void> {
  const taken = await describeTakenPort(claims)
  if (taken === undefined) return
  console.error(taken)
  process.exit(1)
}

/** A port may be taken on one of localhost's two addresses alone, so both are tried. A machine without IPv6 has one. */
async function isTaken(port: number): Promise<boolean> {
  const tries = await Promise.all(['127.0.0.1', '::1'].map((host) => tryListening(port, host)))
  return tries.includes('EADDRINUSE')
}

function tryListening(port: number, host: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (cause: NodeJS.ErrnoException) => resolve(cause.code))
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)))
  })
}
