ALTER TABLE `invites` ADD `remind_at` integer;--> statement-breakpoint
ALTER TABLE `invites` ADD `reminded_at` integer;--> statement-breakpoint
CREATE INDEX `invites_remind` ON `invites` (`remind_at`) WHERE "invites"."status" = 'pending' and "invites"."remind_at" is not null;--> statement-breakpoint
CREATE INDEX `invites_school_remind` ON `invites` (`school_id`,`remind_at`) WHERE "invites"."status" = 'pending' and "invites"."remind_at" is not null;--> statement-breakpoint
ALTER TABLE `mails` ADD `until` integer;--> statement-breakpoint
ALTER TABLE `schools` ADD `reminders` integer DEFAULT true NOT NULL;