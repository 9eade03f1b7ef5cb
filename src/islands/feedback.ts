/** What readers tell us, with script. One file for all three, since they share how they send and none is worth a request of its own. */
import './feedback-comment-form.ts'
import './feedback-comments.ts'
import './feedback-taps.ts'
