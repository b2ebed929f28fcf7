CREATE TABLE `messages` (
	`id` text PRIMARY KEY NOT NULL,
	`school_id` text NOT NULL,
	`text` text,
	`set_by_id` text NOT NULL,
	`set_at` integer NOT NULL,
	`until` integer,
	`version` integer NOT NULL,
	FOREIGN KEY (`school_id`) REFERENCES `schools`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`set_by_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `messages_school` ON `messages` (`school_id`);--> statement-breakpoint
CREATE INDEX `messages_setter` ON `messages` (`set_by_id`);--> statement-breakpoint
ALTER TABLE `schools` ADD `phone` text;--> statement-breakpoint
ALTER TABLE `schools` ADD `address` text;--> statement-breakpoint
ALTER TABLE `schools` ADD `contact_email` text;--> statement-breakpoint
ALTER TABLE `schools` ADD `mail_domains` text DEFAULT '[]' NOT NULL;