/** Calls of the desk's API. */
import type { DeskFile } from '../../contract/desk-cards.ts'
import type { Problem } from '../../contract/wire.ts'

/** What a person is told of a call that failed. */
export interface Failure {
  readonly title: string
  readonly detail?: string
  /** The support code of the failure itself. */
  readonly ref?: string
  /** Logged out of Cloudflare Access: the page has to be loaded again. */
  readonly isLoggedOut: boolean
}

export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Failure }

const NO_ANSWER: Failure = { title: 'The guide didn’t answer. Check your network, then try again.', isLoggedOut: false }

/** @param path under `/api/desk/` @param body makes it a POST */
export function ask<T>(path: string, body?: unknown): Promise<Answer<T>> {
  const order = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }
  return fetchJson(`/api/desk/${path}`, body === undefined ? {} : order)
}

/** The answer cards, which the build made. */
export const readCards = (): Promise<Answer<DeskFile>> => fetchJson('/desk/cards.json', {})

async function fetchJson<T>(address: string, order: RequestInit): Promise<Answer<T>> {
  try {
    // Once logged out, Cloudflare Access answers with a redirect to another origin.
    const answer = await fetch(address, { redirect: 'manual', ...order })
    if (answer.ok) return { ok: true, value: (await answer.json()) as T }
    return { ok: false, error: await failureOf(answer) }
  } catch {
    return { ok: false, error: NO_ANSWER }
  }
}

async function failureOf(answer: Response): Promise<Failure> {
  if (answer.status === 401 || answer.type === 'opaqueredirect') {
    return { title: 'You’ve been logged out. Load the page again to log in.', isLoggedOut: true }
  }
  if (!answer.headers.get('Content-Type')?.includes('problem+json')) return NO_ANSWER
  const { title, detail, ref } = (await answer.json()) as Problem
  return { title, ...(detail === undefined ? {} : { detail }), ref, isLoggedOut: false }
}
