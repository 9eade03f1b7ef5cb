import type { Words } from './create-words.ts'

/**
 * The message to a helper, as plain text with Mustache tags: the asker copies it, miBilling sends it, or the Worker does.
 * The first line is the subject. The tags hold no HTML, so nothing in them is escaped.
 */
export function writeHandoverMessage(t: Words): string {
  const tags = Object.fromEntries(TAGS.map((tag) => [tag, `{{{${tag}}}}`]))
  const either = (tag: string, has: string, lacks: string): string =>
    `{{#${tag}}}${t(has, tags)}{{/${tag}}}{{^${tag}}}${t(lacks, tags)}{{/${tag}}}`
  const paragraphs = [
    t('handover.mail-subject', tags),
    t('handover.mail-greeting'),
    either('user', 'handover.mail-user-asks', 'handover.mail-account-asks'),
    either('organisation', 'handover.mail-named', 'handover.mail-unnamed'),
    t('handover.mail-needs'),
    tags['url'],
    t('handover.mail-safe', tags),
    t('handover.mail-check', tags),
  ]
  return paragraphs.join('\n\n')
}

const TAGS = ['account', 'user', 'organisation', 'url', 'day', 'origin']
