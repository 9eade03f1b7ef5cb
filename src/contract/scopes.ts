/** The permissions that the guide has words for: `may.<id>` in content/ui. */
export const KNOWN_SCOPES = [
  { id: 'invoices', scope: 'accounting.invoices' },
  { id: 'contacts', scope: 'accounting.contacts' },
  { id: 'settings', scope: 'accounting.settings.read' },
  { id: 'email', scope: 'email' },
  { id: 'profile', scope: 'profile' },
  { id: 'offline', scope: 'offline_access' },
] as const
