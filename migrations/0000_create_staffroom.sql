CREATE TABLE `commands` (
	`user_id` text NOT NULL,
	`route` text NOT NULL,
	`key` text NOT NULL,
	`body` text NOT NULL,
	`at` integer NOT NULL,
	`subject_id` text NOT NULL,
	PRIMARY KEY(`user_id`, `route`, `key`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `commands_at` ON `commands` (`at`);--> statement-breakpoint
CREATE TABLE `events` (
	`school_id` text NOT NULL,
	`seq` integer NOT NULL,
	`at` integer NOT NULL,
	`kind` text NOT NULL,
	`actor_id` text,
	`subject_id` text NOT NULL,
	`command` text NOT NULL,
	`changes` text,
	PRIMARY KEY(`school_id`, `seq`),
	FOREIGN KEY (`school_id`) REFERENCES `schools`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`actor_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `invites` (
	`id` text PRIMARY KEY NOT NULL,
	`school_id` text NOT NULL,
	`email` text NOT NULL,
	`canonical_email` text NOT NULL,
	`role` text NOT NULL,
	`staff_type` text,
	`status` text NOT NULL,
	`generation` integer NOT NULL,
	`resends` integer NOT NULL,
	`delivery` text NOT NULL,
	`delivery_reason` text,
	`created_at` integer NOT NULL,
	`sent_at` integer NOT NULL,
	`opened_at` integer,
	`extended` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`accepted_at` integer,
	`revoked_at` integer,
	`user_id` text,
	`invited_by_id` text,
	`version` integer NOT NULL,
	`edited_in` integer NOT NULL,
	FOREIGN KEY (`school_id`) REFERENCES `schools`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`invited_by_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "invites_role" CHECK("invites"."role" in ('viewer', 'editor', 'admin', 'owner')),
	CONSTRAINT "invites_status" CHECK("invites"."status" in ('pending', 'accepted', 'expired', 'revoked')),
	CONSTRAINT "invites_resends" CHECK("invites"."resends" between 0 and 3),
	CONSTRAINT "invites_accepted" CHECK(("invites"."status" = 'accepted') = ("invites"."user_id" is not null)),
	CONSTRAINT "invites_delivery" CHECK("invites"."delivery" in ('queued', 'sent', 'delivered', 'bounced', 'dropped', 'complained', 'failed'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invites_pending` ON `invites` (`school_id`,`canonical_email`) WHERE "invites"."status" = 'pending';--> statement-breakpoint
CREATE INDEX `invites_due` ON `invites` (`expires_at`) WHERE "invites"."status" = 'pending';--> statement-breakpoint
CREATE INDEX `invites_school_due` ON `invites` (`school_id`,`expires_at`) WHERE "invites"."status" = 'pending';--> statement-breakpoint
CREATE INDEX `invites_newest` ON `invites` (`school_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `invites_status_newest` ON `invites` (`school_id`,`status`,`created_at`,`id`);--> statement-breakpoint
CREATE TABLE `mails` (
	`id` text PRIMARY KEY NOT NULL,
	`school_id` text NOT NULL,
	`kind` text NOT NULL,
	`subject_id` text NOT NULL,
	`generation` integer NOT NULL,
	`recipient` text NOT NULL,
	`created_at` integer NOT NULL,
	`status` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`doubts` integer DEFAULT 0 NOT NULL,
	`due_at` integer,
	`sent_at` integer,
	`message_id` text,
	FOREIGN KEY (`school_id`) REFERENCES `schools`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "mails_status" CHECK("mails"."status" in ('queued', 'sending', 'sent', 'failed', 'cancelled')),
	CONSTRAINT "mails_due_while_open" CHECK(("mails"."status" in ('queued', 'sending')) = ("mails"."due_at" is not null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `mails_subject` ON `mails` (`kind`,`subject_id`,`generation`);--> statement-breakpoint
CREATE INDEX `mails_due` ON `mails` (`due_at`) WHERE "mails"."due_at" is not null;--> statement-breakpoint
CREATE INDEX `mails_school_due` ON `mails` (`school_id`,`due_at`) WHERE "mails"."due_at" is not null;--> statement-breakpoint
CREATE INDEX `mails_recipient` ON `mails` (`school_id`,`recipient`,`created_at`);--> statement-breakpoint
CREATE TABLE `memberships` (
	`school_id` text NOT NULL,
	`user_id` text NOT NULL,
	`role` text NOT NULL,
	`staff_type` text,
	`edit_history` integer NOT NULL,
	`see_whole_school` integer NOT NULL,
	`set_targets` integer NOT NULL,
	`status` text NOT NULL,
	`joined_at` integer NOT NULL,
	`last_seen_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`school_id`, `user_id`),
	FOREIGN KEY (`school_id`) REFERENCES `schools`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "memberships_role" CHECK("memberships"."role" in ('viewer', 'editor', 'admin', 'owner')),
	CONSTRAINT "memberships_status" CHECK("memberships"."status" in ('active', 'inactive'))
);
--> statement-breakpoint
CREATE INDEX `memberships_user` ON `memberships` (`user_id`);--> statement-breakpoint
CREATE TABLE `schools` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`postcode` text NOT NULL,
	`time_zone` text NOT NULL,
	`epoch` text NOT NULL,
	`seq` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	CONSTRAINT "schools_seq" CHECK("schools"."seq" >= 0)
);
--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `sessions_user` ON `sessions` (`user_id`);--> statement-breakpoint
CREATE INDEX `sessions_expiry` ON `sessions` (`expires_at`);--> statement-breakpoint
CREATE TABLE `tries` (
	`id` text NOT NULL,
	`bucket` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`id`, `bucket`)
);
--> statement-breakpoint
CREATE INDEX `tries_bucket` ON `tries` (`bucket`,`at`);--> statement-breakpoint
CREATE INDEX `tries_at` ON `tries` (`at`);--> statement-breakpoint
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`username` text NOT NULL,
	`email` text,
	`canonical_email` text,
	`email_confirmed_at` integer,
	`title` text,
	`given_name` text NOT NULL,
	`middle_name` text,
	`family_name` text NOT NULL,
	`phone` text,
	`password_hash` text,
	`password_state` text NOT NULL,
	`created_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	CONSTRAINT "users_username_form" CHECK("users"."username" = lower("users"."username") and instr("users"."username", '@') = 0),
	CONSTRAINT "users_password_state" CHECK("users"."password_state" in ('own', 'handed_out', 'none'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_username` ON `users` (`username`);--> statement-breakpoint
CREATE UNIQUE INDEX `users_email` ON `users` (`canonical_email`);