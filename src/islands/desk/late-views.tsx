/** Every view but the first: each is fetched when it's wanted. */
import { lazy } from 'solid-js'

export const AccountView = lazy(async () => ({ default: (await import('./AccountView.tsx')).AccountView }))
export const AuditView = lazy(async () => ({ default: (await import('./AuditView.tsx')).AuditView }))
export const CardView = lazy(async () => ({ default: (await import('./CardView.tsx')).CardView }))
export const CodeView = lazy(async () => ({ default: (await import('./CodeView.tsx')).CodeView }))
export const CommentsView = lazy(async () => ({ default: (await import('./CommentsView.tsx')).CommentsView }))
export const FleetView = lazy(async () => ({ default: (await import('./FleetView.tsx')).FleetView }))
export const FoundView = lazy(async () => ({ default: (await import('./FoundView.tsx')).FoundView }))
export const SignalsView = lazy(async () => ({ default: (await import('./SignalsView.tsx')).SignalsView }))
export const StuckView = lazy(async () => ({ default: (await import('./StuckView.tsx')).StuckView }))
