ALTER TABLE `schools` ADD `horizon` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `events_when` ON `events` (`school_id`,`at`,`seq`);--> statement-breakpoint
CREATE INDEX `events_kind` ON `events` (`school_id`,`kind`,`at`,`seq`);--> statement-breakpoint
CREATE INDEX `events_actor` ON `events` (`school_id`,`actor_id`,`at`,`seq`);--> statement-breakpoint
CREATE INDEX `events_subject` ON `events` (`school_id`,`subject_id`,`at`,`seq`);--> statement-breakpoint
CREATE INDEX `invites_user` ON `invites` (`school_id`,`user_id`);