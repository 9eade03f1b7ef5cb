/** What readers tell us on a step, with script. One file for both: neither is worth a request of its own. */
import './feedback-comments.ts'
import './feedback-taps.ts'
