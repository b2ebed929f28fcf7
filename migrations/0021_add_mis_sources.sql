CREATE TABLE `mis_sources` (
	`school_id` text PRIMARY KEY NOT NULL,
	`version` text NOT NULL,
	`base_url` text NOT NULL,
	`token_url` text NOT NULL,
	`school` text,
	`sealed` text NOT NULL,
	`next_at` integer NOT NULL,
	`last_at` integer,
	`trouble` text,
	`tries` integer NOT NULL,
	FOREIGN KEY (`school_id`) REFERENCES `schools`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `mis_sources_due` ON `mis_sources` (`next_at`);