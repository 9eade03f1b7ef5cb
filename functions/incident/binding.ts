/** The one Incident object of the whole app, as other rooms reach it. */
export const incidentOf = (env: Env) => env.INCIDENT.getByName('app')
