CREATE TABLE `recoveries` (
	`id` text PRIMARY KEY NOT NULL,
	`school_id` text NOT NULL,
	`status` text NOT NULL,
	`asked_by_id` text NOT NULL,
	`asked_at` integer NOT NULL,
	`headteacher_email` text,
	`deputy_email` text,
	`confirmed_by` text,
	`confirmed_at` integer,
	`due_at` integer,
	`ended_at` integer,
	`invite_id` text,
	`version` integer NOT NULL,
	FOREIGN KEY (`school_id`) REFERENCES `schools`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`asked_by_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`invite_id`) REFERENCES `invites`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "recoveries_status" CHECK("recoveries"."status" in ('asked', 'confirmed', 'granted', 'cancelled', 'lapsed')),
	CONSTRAINT "recoveries_due_while_open" CHECK(("recoveries"."status" in ('asked', 'confirmed')) = ("recoveries"."due_at" is not null)),
	CONSTRAINT "recoveries_confirmed_by" CHECK("recoveries"."confirmed_by" in ('headteacher', 'deputy'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `recoveries_open` ON `recoveries` (`school_id`) WHERE "recoveries"."due_at" is not null;--> statement-breakpoint
CREATE INDEX `recoveries_due` ON `recoveries` (`due_at`) WHERE "recoveries"."due_at" is not null;--> statement-breakpoint
CREATE INDEX `recoveries_newest` ON `recoveries` (`school_id`,`asked_at`);--> statement-breakpoint
CREATE INDEX `recoveries_asker` ON `recoveries` (`asked_by_id`);--> statement-breakpoint
CREATE INDEX `recoveries_invite` ON `recoveries` (`invite_id`);--> statement-breakpoint
ALTER TABLE `schools` ADD `headteacher_email` text;--> statement-breakpoint
ALTER TABLE `schools` ADD `headteacher_email_counts_from` integer;--> statement-breakpoint
ALTER TABLE `schools` ADD `headteacher_email_before` text;--> statement-breakpoint
ALTER TABLE `schools` ADD `deputy_email` text;--> statement-breakpoint
ALTER TABLE `schools` ADD `deputy_email_counts_from` integer;--> statement-breakpoint
ALTER TABLE `schools` ADD `deputy_email_before` text;