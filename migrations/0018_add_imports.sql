CREATE TABLE `differences` (
	`id` text PRIMARY KEY NOT NULL,
	`import_id` text NOT NULL,
	`school_id` text NOT NULL,
	`position` integer NOT NULL,
	`kind` text NOT NULL,
	`key` text NOT NULL,
	`subject` text NOT NULL,
	`before` text,
	`after` text,
	`protected` text NOT NULL,
	`task` text NOT NULL,
	`state` text NOT NULL,
	`decided_by_id` text,
	`is_singled` integer DEFAULT false NOT NULL,
	`outcome` text,
	FOREIGN KEY (`school_id`) REFERENCES `schools`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`decided_by_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "differences_state_known" CHECK("differences"."state" in ('open', 'accepted', 'ignored', 'never', 'applied'))
);
--> statement-breakpoint
CREATE INDEX `differences_order` ON `differences` (`import_id`,`position`);--> statement-breakpoint
CREATE INDEX `differences_kind` ON `differences` (`import_id`,`kind`,`position`);--> statement-breakpoint
CREATE INDEX `differences_state` ON `differences` (`import_id`,`state`,`position`);--> statement-breakpoint
CREATE INDEX `differences_school` ON `differences` (`school_id`,`import_id`);--> statement-breakpoint
CREATE INDEX `differences_decider` ON `differences` (`decided_by_id`);--> statement-breakpoint
CREATE TABLE `imports` (
	`id` text PRIMARY KEY NOT NULL,
	`school_id` text NOT NULL,
	`by_id` text,
	`at` integer NOT NULL,
	`source` text NOT NULL,
	`name` text,
	`status` text NOT NULL,
	`counts` text NOT NULL,
	`warnings` text NOT NULL,
	`warning_count` integer NOT NULL,
	`staff` integer NOT NULL,
	`pupils` integer NOT NULL,
	`done` integer NOT NULL,
	`total` integer NOT NULL,
	`applied_by_id` text,
	`asked_by_id` text,
	`applied_at` integer,
	`due_at` integer,
	`turn` text DEFAULT '' NOT NULL,
	`version` integer NOT NULL,
	FOREIGN KEY (`school_id`) REFERENCES `schools`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`by_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`applied_by_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`asked_by_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "imports_status" CHECK("imports"."status" in ('proposed', 'applying', 'applied', 'replaced')),
	CONSTRAINT "imports_due_while_applying" CHECK(("imports"."status" = 'applying') = ("imports"."due_at" is not null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `imports_standing` ON `imports` (`school_id`) WHERE "imports"."status" <> 'replaced';--> statement-breakpoint
CREATE INDEX `imports_newest` ON `imports` (`school_id`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `imports_due` ON `imports` (`due_at`) WHERE "imports"."due_at" is not null;--> statement-breakpoint
CREATE INDEX `imports_school_due` ON `imports` (`school_id`,`due_at`) WHERE "imports"."due_at" is not null;--> statement-breakpoint
CREATE INDEX `imports_uploader` ON `imports` (`by_id`);--> statement-breakpoint
CREATE INDEX `imports_applier` ON `imports` (`applied_by_id`);--> statement-breakpoint
CREATE INDEX `imports_asker` ON `imports` (`asked_by_id`);--> statement-breakpoint
CREATE TABLE `mis_links` (
	`school_id` text NOT NULL,
	`noun` text NOT NULL,
	`sourced_id` text NOT NULL,
	`row_id` text NOT NULL,
	`said` text NOT NULL,
	PRIMARY KEY(`school_id`, `noun`, `sourced_id`),
	FOREIGN KEY (`school_id`) REFERENCES `schools`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `mis_links_row` ON `mis_links` (`school_id`,`noun`,`row_id`);--> statement-breakpoint
CREATE TABLE `settled_differences` (
	`school_id` text NOT NULL,
	`key` text NOT NULL,
	PRIMARY KEY(`school_id`, `key`),
	FOREIGN KEY (`school_id`) REFERENCES `schools`(`id`) ON UPDATE no action ON DELETE cascade
);
