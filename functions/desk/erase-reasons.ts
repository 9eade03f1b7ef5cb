/** Why the desk acted may name people. Who did what to the account stays. @param ref of the request whose own entry keeps its reason */
export const eraseReasons = (db: D1Database, account: string, ref: string) =>
  db.prepare('UPDATE audit SET reason = NULL WHERE account = ? AND ref <> ?').bind(account, ref).run()
