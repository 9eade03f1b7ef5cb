/** First words of a task's title: it says what to do. A writer adds the one a new title needs. */
export const TASK_VERBS: readonly string[] = (
  'Add Allow Answer Approve Ask Change Check Choose Come Confirm Connect Continue Copy Enter Find Finish Get Give Go Have Install Keep ' +
  'Log Look Make Move Open Press Put Read Reconnect Scan Select Send Set Start Switch Tap Tell Turn Type Use Wait Write'
).split(' ')
