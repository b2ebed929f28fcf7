CREATE TABLE `group_members` (
	`group_id` text NOT NULL,
	`user_id` text NOT NULL,
	`school_id` text NOT NULL,
	`source` text NOT NULL,
	PRIMARY KEY(`group_id`, `user_id`),
	FOREIGN KEY (`group_id`) REFERENCES `groups`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "group_members_source" CHECK("group_members"."source" in ('hand', 'mis'))
);
--> statement-breakpoint
CREATE INDEX `group_members_user` ON `group_members` (`user_id`,`school_id`);--> statement-breakpoint
CREATE TABLE `groups` (
	`id` text PRIMARY KEY NOT NULL,
	`school_id` text NOT NULL,
	`name` text NOT NULL,
	`canonical_name` text NOT NULL,
	`year_group` text,
	`status` text NOT NULL,
	`source` text NOT NULL,
	`created_at` integer NOT NULL,
	`version` integer NOT NULL,
	FOREIGN KEY (`school_id`) REFERENCES `schools`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "groups_status" CHECK("groups"."status" in ('active', 'inactive')),
	CONSTRAINT "groups_source" CHECK("groups"."source" in ('hand', 'mis'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `groups_active_name` ON `groups` (`school_id`,`canonical_name`) WHERE "groups"."status" = 'active';--> statement-breakpoint
CREATE INDEX `groups_school` ON `groups` (`school_id`,`id`);