ALTER TABLE `mails` ADD `mailbox` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `mails` ADD `share` text DEFAULT 'school' NOT NULL;--> statement-breakpoint
ALTER TABLE `mails` ADD `counts_at` integer;--> statement-breakpoint
ALTER TABLE `mails` ADD `told_in` text;--> statement-breakpoint
UPDATE `mails` SET `counts_at` = coalesce(`sent_at`, `created_at`), `mailbox` = CASE
	WHEN instr(`recipient`, '+') > 1 AND instr(`recipient`, '+') < instr(`recipient`, '@') THEN substr(`recipient`, 1, instr(`recipient`, '+') - 1) || substr(`recipient`, instr(`recipient`, '@'))
	ELSE `recipient` END;--> statement-breakpoint
CREATE INDEX `mails_mailbox` ON `mails` (`mailbox`,`counts_at`);--> statement-breakpoint
CREATE INDEX `mails_school_left` ON `mails` (`school_id`,`counts_at`);--> statement-breakpoint
CREATE INDEX `mails_told_in` ON `mails` (`told_in`) WHERE "mails"."told_in" is not null;