ALTER TABLE `invites` ADD `alias` text;--> statement-breakpoint
CREATE UNIQUE INDEX `invites_alias` ON `invites` (`school_id`,`alias`) WHERE "invites"."alias" is not null;