/** Every way a command can be refused. The contract's codes; `worker/http/problem.ts` says each in HTTP and words. */
export type Code =
  | "account_exists"
  | "bad_credentials"
  | "busy"
  | "changed"
  | "cross_origin"
  | "email_taken"
  | "forbidden"
  | "group_exists"
  | "has_email"
  | "import_running"
  | "invalid"
  | "invite_pending"
  | "key_reused"
  | "last_owner"
  | "link_dead"
  | "managed_by_person"
  | "needs_second_admin"
  | "no_recovery_address"
  | "no_resends_left"
  | "not_configured"
  | "not_found"
  | "not_genuine"
  | "not_pending"
  | "nothing_to_apply"
  | "not_resendable"
  | "other_account"
  | "password_change_required"
  | "precondition_required"
  | "pruned"
  | "recovery_ended"
  | "recovery_open"
  | "registration_closed"
  | "role_too_high"
  | "room_full"
  | "signed_out"
  | "too_large"
  | "too_late"
  | "too_many_attempts"
  | "too_many_mails"
  | "unsupported_media_type"
  | "upgrade_required"
  | "upn_taken"
  | "username_taken"
  | "weak_password";

/** What a refusal may say beyond its code. */
export interface Particulars {
  /** A sentence for each field that is wrong, by the field's name. */
  fields?: Record<string, string>;
  /** The row as it is now, for `changed`. */
  current?: unknown;
  /** Who has the e-mail address, inside the same school [A6]. */
  holder?: { id: string; name: string };
  /** The address at which Staffroom is to be opened. */
  origin?: string;
  /** Why a file was not read, each with file and line where it has one. */
  reasons?: readonly { file: string; line: number | null; text: string }[];
  /** What must be said of a file before it can be read. */
  asked?: unknown;
  /** Seconds until another try can succeed. */
  retryAfter?: number;
}

/** A refusal in the domain's words. Thrown anywhere, answered once. */
export class DomainError extends Error {
  readonly code: Code;
  readonly particulars: Particulars;

  constructor(code: Code, particulars: Particulars = {}) {
    super(code);
    this.code = code;
    this.particulars = particulars;
  }
}
