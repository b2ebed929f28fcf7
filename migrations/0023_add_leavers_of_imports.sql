ALTER TABLE `imports` ADD `left_staff` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `imports` ADD `left_pupils` integer DEFAULT 0 NOT NULL;