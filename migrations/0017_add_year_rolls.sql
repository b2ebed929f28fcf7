CREATE TABLE `year_rolls` (
	`id` text PRIMARY KEY NOT NULL,
	`school_id` text NOT NULL,
	`day` text NOT NULL,
	`status` text NOT NULL,
	`rolled_at` integer NOT NULL,
	`moved` integer NOT NULL,
	`left_count` integer NOT NULL,
	`groups_moved` integer NOT NULL,
	`groups_closed` integer NOT NULL,
	`version` integer NOT NULL,
	FOREIGN KEY (`school_id`) REFERENCES `schools`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "year_rolls_status" CHECK("year_rolls"."status" in ('rolled', 'unrolled'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `year_rolls_day` ON `year_rolls` (`school_id`,`day`);--> statement-breakpoint
DROP INDEX `pupils_left`;--> statement-breakpoint
ALTER TABLE `pupils` ADD `erase_at` integer;--> statement-breakpoint
ALTER TABLE `pupils` ADD `roll_id` text;--> statement-breakpoint
ALTER TABLE `pupils` ADD `rolled_from` text;--> statement-breakpoint
CREATE INDEX `pupils_erase` ON `pupils` (`erase_at`) WHERE "pupils"."erase_at" is not null;--> statement-breakpoint
CREATE INDEX `pupils_school_erase` ON `pupils` (`school_id`,`erase_at`) WHERE "pupils"."erase_at" is not null;--> statement-breakpoint
ALTER TABLE `groups` ADD `roll_id` text;--> statement-breakpoint
ALTER TABLE `groups` ADD `rolled_from` text;--> statement-breakpoint
ALTER TABLE `schools` ADD `pupils_kept_months` integer DEFAULT 12 NOT NULL;--> statement-breakpoint
ALTER TABLE `schools` ADD `last_year` text;--> statement-breakpoint
ALTER TABLE `schools` ADD `groups_at_roll_over` text DEFAULT 'carry' NOT NULL;--> statement-breakpoint
ALTER TABLE `schools` ADD `roll_day` text;--> statement-breakpoint
CREATE INDEX `schools_roll` ON `schools` (`roll_day`) WHERE "schools"."roll_day" is not null;