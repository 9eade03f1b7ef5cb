/** What can go wrong at Xero, and where. */

/** How a plan of the local Xero goes wrong; see its README. */
interface Fault {
  readonly status?: number
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly hang?: boolean
  readonly drop?: boolean
  readonly loseAnswer?: boolean
  readonly times?: number
}

export interface FaultKind {
  readonly name: string
  readonly fault: Fault
  /**
   * `passing`: a caller need not notice. `temporary`: nothing changes, and it works afterwards. `ours`: the same, and nobody is told
   * that it is Xero, let alone them. `final`: Xero's last word on the login.
   */
  readonly nature: 'passing' | 'temporary' | 'ours' | 'final'
  /** Only these answer so: the token endpoint and revocation, or what the login may do. Elsewhere it would be Xero's last word. */
  readonly only?: 'tokens' | 'actions'
}

const FOR_GOOD = 99

export const FAULT_KINDS: readonly FaultKind[] = [
  { name: '429, soon', fault: { status: 429, body: 'slow', headers: { 'Retry-After': '1' } }, nature: 'passing' },
  {
    name: '429, later',
    fault: { status: 429, body: 'slow', headers: { 'Retry-After': '77' }, times: FOR_GOOD },
    nature: 'temporary',
  },
  { name: '500', fault: { status: 500, body: 'oops', times: FOR_GOOD }, nature: 'temporary' },
  { name: '503 in words', fault: { status: 503, body: 'Service Unavailable', times: FOR_GOOD }, nature: 'temporary' },
  { name: '403 page', fault: { status: 403, times: FOR_GOOD }, nature: 'temporary' },
  { name: 'no answer', fault: { hang: true, times: FOR_GOOD }, nature: 'temporary' },
  { name: 'dropped', fault: { drop: true, times: FOR_GOOD }, nature: 'temporary' },
  { name: 'answer lost', fault: { loseAnswer: true }, nature: 'temporary' },
  { name: 'answers lost', fault: { loseAnswer: true, times: FOR_GOOD }, nature: 'temporary' },
  {
    name: '401',
    fault: { status: 401, body: '{"Title":"Unauthorized","Detail":"AuthorizationUnsuccessful"}', times: FOR_GOOD },
    nature: 'temporary',
    only: 'actions',
  },
  {
    name: '403 in words',
    fault: { status: 403, body: '{"Title":"Forbidden","Detail":"AuthenticationUnsuccessful"}', times: FOR_GOOD },
    nature: 'temporary',
    only: 'actions',
  },
  { name: 'no actions', fault: { status: 200, body: '{"Actions":[]}', times: FOR_GOOD }, nature: 'temporary', only: 'actions' },
  { name: 'nonsense', fault: { status: 200, body: '{"nonsense":true}', times: FOR_GOOD }, nature: 'temporary' },
  { name: 'a page', fault: { status: 200, body: '<html>Xero</html>', times: FOR_GOOD }, nature: 'temporary' },
  { name: 'invalid_grant, once', fault: { status: 400, body: '{"error":"invalid_grant"}' }, nature: 'passing', only: 'tokens' },
  {
    name: 'invalid_grant',
    fault: { status: 400, body: '{"error":"invalid_grant"}', times: FOR_GOOD },
    nature: 'final',
    only: 'tokens',
  },
  {
    name: 'invalid_client',
    fault: { status: 400, body: '{"error":"invalid_client"}', times: FOR_GOOD },
    nature: 'ours',
    only: 'tokens',
  },
]

export interface XeroCall {
  readonly name: string
  readonly method: string
  readonly path: string
}

export const XERO_CALLS: readonly XeroCall[] = [
  { name: 'token', method: 'POST', path: '/connect/token' },
  { name: 'connections', method: 'GET', path: '/connections' },
  { name: 'organisation', method: 'GET', path: '/api.xro/2.0/Organisation' },
  { name: 'actions', method: 'GET', path: '/api.xro/2.0/Organisation/Actions' },
  { name: 'delete connection', method: 'DELETE', path: '/connections/*' },
  { name: 'revocation', method: 'POST', path: '/connect/revocation' },
  { name: 'keys', method: 'GET', path: '/.well-known/openid-configuration/jwks' },
]

export const isCallOf = (call: XeroCall, { method, path }: { readonly method: string; readonly path: string }): boolean =>
  call.method === method && (call.path.endsWith('*') ? path.startsWith(call.path.slice(0, -1)) : path === call.path)

const TOKEN_CALLS = ['token', 'revocation']

export const fits = ({ only }: FaultKind, { name }: XeroCall): boolean =>
  only === undefined || (only === 'actions' ? name === 'actions' : TOKEN_CALLS.includes(name))

/** Whether Xero never answers such a call while the fault lasts. */
export const isForGood = ({ fault }: FaultKind): boolean => fault.times === FOR_GOOD
