CREATE TABLE `logos` (
	`school_id` text PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`type` text NOT NULL,
	`bytes` blob NOT NULL,
	FOREIGN KEY (`school_id`) REFERENCES `schools`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "logos_type" CHECK("logos"."type" in ('image/png', 'image/jpeg', 'image/webp'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `logos_id` ON `logos` (`id`);--> statement-breakpoint
ALTER TABLE `schools` ADD `logo_id` text;