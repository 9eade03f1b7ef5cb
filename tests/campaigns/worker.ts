/** The Worker as it is, with its two objects made mortal. Messages are taken from the queue: what becomes of them is not asked here. */
import './points.ts'
import { Account as PlainAccount } from '../../functions/account/account.ts'
import { app } from '../../functions/app.ts'
import { Grant as PlainGrant } from '../../functions/grant/grant.ts'
import { runningObject } from './points.ts'
import { sabotage } from './sabotage.ts'

type ObjectClass = new (ctx: DurableObjectState, env: Env) => object

async function spoilt(object: object, method: string, call: () => unknown): Promise<unknown> {
  const answer = await call()
  return sabotage.answer?.(object, method, answer)
}

/** Lets every call of the object know which object it runs in. */
function mortal<C extends ObjectClass>(Plain: C): C {
  const names = Object.getOwnPropertyNames(Plain.prototype).filter((name) => name !== 'constructor')
  const Mortal = class extends (Plain as ObjectClass) {
    constructor(ctx: DurableObjectState, env: Env) {
      sabotage.commit?.(ctx)
      super(ctx, env)
    }
  }
  for (const name of names) {
    const method = Reflect.get(Plain.prototype, name) as (...args: unknown[]) => unknown
    Object.defineProperty(Mortal.prototype, name, {
      value(this: { ctx: DurableObjectState }, ...args: unknown[]) {
        const call = () => runningObject.run(this.ctx, () => method.apply(this, args))
        return sabotage.answer === undefined ? call() : spoilt(this, name, call)
      },
    })
  }
  return Mortal as unknown as C
}

export class Account extends mortal(PlainAccount) {}
export class Grant extends mortal(PlainGrant) {}
/** It holds no token: its own death costs nothing but a count. */
export { Incident } from '../../functions/incident/incident.ts'

export default {
  fetch: app.fetch,
  queue: (batch: MessageBatch): void => batch.ackAll(),
}
