CREATE TABLE `import_drafts` (
	`id` text PRIMARY KEY NOT NULL,
	`school_id` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`school_id`) REFERENCES `schools`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `import_drafts_oldest` ON `import_drafts` (`at`);--> statement-breakpoint
CREATE INDEX `import_drafts_school` ON `import_drafts` (`school_id`);