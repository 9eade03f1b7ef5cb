/** The views that most visits don't open: each is fetched when it's wanted. */
import { lazy } from 'solid-js'

export const AccountView = lazy(async () => ({ default: (await import('./AccountView.tsx')).AccountView }))
export const AuditView = lazy(async () => ({ default: (await import('./AuditView.tsx')).AuditView }))
export const CommentsView = lazy(async () => ({ default: (await import('./CommentsView.tsx')).CommentsView }))
export const FleetView = lazy(async () => ({ default: (await import('./FleetView.tsx')).FleetView }))
export const SignalsView = lazy(async () => ({ default: (await import('./SignalsView.tsx')).SignalsView }))
export const StuckView = lazy(async () => ({ default: (await import('./StuckView.tsx')).StuckView }))
