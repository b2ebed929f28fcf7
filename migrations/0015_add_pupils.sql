CREATE TABLE `pupil_groups` (
	`group_id` text NOT NULL,
	`pupil_id` text NOT NULL,
	`source` text NOT NULL,
	PRIMARY KEY(`group_id`, `pupil_id`),
	FOREIGN KEY (`group_id`) REFERENCES `groups`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`pupil_id`) REFERENCES `pupils`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "pupil_groups_source" CHECK("pupil_groups"."source" in ('hand', 'mis'))
);
--> statement-breakpoint
CREATE INDEX `pupil_groups_pupil` ON `pupil_groups` (`pupil_id`);--> statement-breakpoint
CREATE TABLE `pupils` (
	`id` text PRIMARY KEY NOT NULL,
	`school_id` text NOT NULL,
	`given_name` text NOT NULL,
	`family_name` text NOT NULL,
	`upn` text,
	`year_group` text,
	`status` text NOT NULL,
	`source` text NOT NULL,
	`sourced_id` text,
	`hand_edited` text DEFAULT '[]' NOT NULL,
	`created_at` integer NOT NULL,
	`deactivated_at` integer,
	`erased_at` integer,
	`version` integer NOT NULL,
	FOREIGN KEY (`school_id`) REFERENCES `schools`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "pupils_status" CHECK("pupils"."status" in ('active', 'inactive')),
	CONSTRAINT "pupils_source" CHECK("pupils"."source" in ('hand', 'mis')),
	CONSTRAINT "pupils_left_since" CHECK(("pupils"."status" = 'inactive') = ("pupils"."deactivated_at" is not null or "pupils"."erased_at" is not null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `pupils_upn` ON `pupils` (`school_id`,`upn`) WHERE "pupils"."upn" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX `pupils_sourced` ON `pupils` (`school_id`,`sourced_id`) WHERE "pupils"."sourced_id" is not null;--> statement-breakpoint
CREATE INDEX `pupils_school` ON `pupils` (`school_id`,`id`);--> statement-breakpoint
CREATE INDEX `pupils_year` ON `pupils` (`school_id`,`year_group`,`id`);--> statement-breakpoint
CREATE INDEX `pupils_left` ON `pupils` (`school_id`,`deactivated_at`) WHERE "pupils"."deactivated_at" is not null;