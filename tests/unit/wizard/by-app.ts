import type { Flow } from '../../../src/wizard/flow.ts'

/** Asks once which app it is; two steps on, the way depends on it. */
export const byApp: Flow = {
  id: 'by-app',
  start: 'app',
  steps: {
    app: { next: [{ to: 'install' }] },
    install: { next: [{ given: { step: 'app', answer: 'a' }, to: 'add-a' }, { to: 'add' }] },
    'add-a': {
      next: [{ when: 'yes', to: 'end' }, { when: 'no', given: { step: 'app', answer: 'a' }, to: 'help-a' }, { to: 'help' }],
    },
    add: { next: [{ to: 'end' }] },
    'help-a': { next: [{ to: 'end' }] },
    help: { next: [{ to: 'end' }] },
    end: { next: [] },
  },
}
