CREATE TABLE `webhook_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`fetched_at` integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE `invites` ADD `hard_bounced` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `mails` ADD `request_id` text;--> statement-breakpoint
ALTER TABLE `mails` ADD `event` text;--> statement-breakpoint
ALTER TABLE `mails` ADD `event_reason` text;--> statement-breakpoint
ALTER TABLE `mails` ADD `event_at` integer;--> statement-breakpoint
CREATE INDEX `mails_request` ON `mails` (`request_id`) WHERE "mails"."request_id" is not null;