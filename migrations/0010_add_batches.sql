CREATE TABLE `batches` (
	`id` text PRIMARY KEY NOT NULL,
	`school_id` text NOT NULL,
	`by_id` text,
	`sent_at` integer NOT NULL,
	`total` integer NOT NULL,
	`results` text NOT NULL,
	FOREIGN KEY (`school_id`) REFERENCES `schools`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`by_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `batches_newest` ON `batches` (`school_id`,`sent_at`,`id`);--> statement-breakpoint
CREATE INDEX `batches_sender` ON `batches` (`by_id`);--> statement-breakpoint
ALTER TABLE `invites` ADD `batch_id` text;--> statement-breakpoint
ALTER TABLE `invites` ADD `given_name` text;--> statement-breakpoint
ALTER TABLE `invites` ADD `family_name` text;--> statement-breakpoint
CREATE INDEX `invites_batch` ON `invites` (`batch_id`) WHERE "invites"."batch_id" is not null;