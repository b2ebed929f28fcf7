import type { Code } from "#domain/errors";

/** How each refusal is answered and put into words. */
export const refusals: Record<Code, [status: number, title: string, detail: string]> = {
  account_exists: [
    409,
    "Already has an account",
    "Somebody with this e-mail address already has an account at your school.",
  ],
  bad_credentials: [
    401,
    "Not signed in",
    "That username or e-mail address and that password do not match. Check both and try again.",
  ],
  busy: [503, "Busy", "Staffroom is busy just now. Try again in a moment."],
  changed: [
    412,
    "Changed meanwhile",
    "Somebody else has just changed this. Look at it again and repeat your change.",
  ],
  cross_origin: [403, "Wrong origin", "This request came from another website, so it was refused."],
  email_taken: [409, "E-mail in use", "Another account already has this e-mail address."],
  forbidden: [403, "Not allowed", "Your role does not allow this. Ask an Owner of your school."],
  group_exists: [
    409,
    "Group exists",
    "Your school has an active group of this name. Choose another name.",
  ],
  has_email: [
    409,
    "Can be mailed instead",
    "This person has an e-mail address. Send them a password e-mail instead.",
  ],
  import_running: [
    409,
    "Being applied",
    "An import is being applied just now. Wait until it is done.",
  ],
  invalid: [422, "Check the details", "Some of what was sent cannot be used."],
  invite_pending: [
    409,
    "Already invited",
    "An invite to this address is pending. Resend that one instead.",
  ],
  key_reused: [
    422,
    "Key used before",
    "This Idempotency-Key came with another body before. Use a new one.",
  ],
  last_owner: [
    409,
    "The last Owner",
    "A school keeps at least one active Owner. Make somebody else Owner first.",
  ],
  link_dead: [
    410,
    "Link no longer works",
    "This link cannot be used any more. Open its page to see why.",
  ],
  managed_by_person: [
    409,
    "Theirs to change",
    "This account is used elsewhere too, so only its holder can change this.",
  ],
  needs_second_admin: [
    409,
    "A second admin is needed",
    "More than a tenth of your staff would leave. It goes on once another Admin or Owner asks for it, too.",
  ],
  no_recovery_address: [
    409,
    "No recovery address",
    "No recovery address of your school counts yet. Only an Owner can set one, under Access, and it counts 14 days later. If no Owner can sign in, ask whoever runs this Staffroom.",
  ],
  no_resends_left: [
    409,
    "No resends left",
    "This invite was resent three times already. Send a new invite when it has expired.",
  ],
  not_configured: [
    503,
    "Not set up yet",
    "This deployment lacks ORIGIN or LINK_SECRET. Its README says how to set them.",
  ],
  not_found: [404, "Not found", "There is nothing here, or nothing you may see."],
  not_genuine: [
    401,
    "Not genuine",
    "This was not signed by the mail service for this Staffroom within the last five minutes.",
  ],
  nothing_to_apply: [409, "Nothing to apply", "Accept what shall be applied first."],
  not_pending: [409, "No longer pending", "This invite is not pending any more. Look at it again."],
  not_resendable: [
    409,
    "Cannot be resent",
    "Only a pending or expired invite can be resent, and none to an address that no mail reaches: put the address right first.",
  ],
  other_account: [
    409,
    "Somebody else is signed in",
    "Somebody else has signed in on this browser since this page was opened, so nothing was done. Reload the page to go on as them.",
  ],
  password_change_required: [
    403,
    "Choose a new password",
    "Change the password you were handed before doing anything else.",
  ],
  precondition_required: [
    428,
    "If-Match is missing",
    'Send the version you saw as If-Match: "version".',
  ],
  pruned: [410, "History pruned", "These events are no longer kept. Fetch a new snapshot."],
  recovery_ended: [
    409,
    "Ended already",
    "This recovery has ended, so it can no longer be cancelled.",
  ],
  recovery_open: [
    409,
    "Already asked",
    "Somebody has asked for recovery already. Look under Access at how far it is.",
  ],
  registration_closed: [
    403,
    "Registration is closed",
    "New schools cannot be registered here at present.",
  ],
  role_too_high: [
    403,
    "Role above yours",
    "You cannot give or change a role above your own. Ask an Owner.",
  ],
  room_full: [
    503,
    "Too many windows",
    "Too many windows of your school are open just now. This one asks for news now and then instead.",
  ],
  signed_out: [401, "Signed out", "Sign in to go on."],
  too_large: [413, "Too large", "That is larger than this accepts."],
  too_late: [409, "Too late", "This can no longer be undone."],
  too_many_attempts: [
    429,
    "Too many attempts",
    "There were too many attempts. Wait a little and try again.",
  ],
  too_many_mails: [
    429,
    "Too many mails",
    "As many mails went to this address as may go to it for now. Try again in an hour, or tomorrow if it still is too much.",
  ],
  unsupported_media_type: [
    415,
    "Send JSON",
    "The body must be JSON, with Content-Type: application/json.",
  ],
  upgrade_required: [426, "WebSocket only", "Open this address as a WebSocket."],
  upn_taken: [409, "UPN taken", "Another pupil of your school already has this UPN."],
  username_taken: [409, "Username taken", "Somebody already has this username. Choose another."],
  weak_password: [422, "Choose another password", "This password cannot be used."],
};

/** The sentence for a refusal, for pages. */
export function sentence(code: Code): string {
  return refusals[code][2];
}
