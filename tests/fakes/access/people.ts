/** Who may come to the desk. Only the settings of the guide say what each may do there: DESK_ACTORS. */
export const PEOPLE = [
  { id: 'rosa', name: 'Rosa Lim', email: 'rosa@mistable.example', does: 'may look' },
  { id: 'sam', name: 'Sam Okafor', email: 'sam@mistable.example', does: 'may look and act' },
] as const
