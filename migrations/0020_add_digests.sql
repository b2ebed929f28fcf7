DROP INDEX `mails_subject`;--> statement-breakpoint
CREATE UNIQUE INDEX `mails_subject` ON `mails` (`kind`,`subject_id`,`generation`,`school_id`);--> statement-breakpoint
ALTER TABLE `memberships` ADD `digest_at` integer;--> statement-breakpoint
CREATE INDEX `memberships_digest` ON `memberships` (`digest_at`) WHERE "memberships"."digest_at" is not null;--> statement-breakpoint
CREATE INDEX `memberships_school_digest` ON `memberships` (`school_id`,`digest_at`) WHERE "memberships"."digest_at" is not null;