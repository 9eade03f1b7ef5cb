import { html, raw } from 'hono/html'
import { STYLE } from './style.ts'

export type Html = ReturnType<typeof html>

/** Deliberately plain and grey: nobody may take it for Xero, nor for the guide. */
export const createPage = (title: string, content: Html): Html => html`<!doctype html>
<html lang="en-AU">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="robots" content="noindex" />
    <link rel="icon" href="data:," />
    <title>${title} · Local Xero</title>
    <style>${raw(STYLE)}</style>
  </head>
  <body>
    <header>Local Xero · for trying things out</header>
    <main>${content}</main>
  </body>
</html>`

/** @param message absent: nothing went wrong */
export const createAlert = (message: string | undefined): Html | '' =>
  message === undefined ? '' : html`<p class="alert" role="alert">${message}</p>`

/** Which visit of the authorize address a form belongs to; absent when someone came by themselves. */
export const createVisitField = (consentId: string | undefined): Html | '' =>
  consentId === undefined ? '' : html`<input type="hidden" name="consentId" value="${consentId}" />`

export const visitQuery = (consentId: string | undefined): string =>
  consentId === undefined ? '' : `?consentId=${encodeURIComponent(consentId)}`
