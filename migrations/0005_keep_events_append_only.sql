-- The audit log: rows are added, and leave only when they lie behind their school's horizon.
CREATE TRIGGER `events_refuse_update` BEFORE UPDATE ON `events`
BEGIN
	SELECT RAISE(ABORT, 'Events are never changed.');
END;
--> statement-breakpoint
CREATE TRIGGER `events_refuse_delete` BEFORE DELETE ON `events`
WHEN EXISTS (SELECT 1 FROM `schools` WHERE `id` = OLD.`school_id` AND OLD.`seq` > `horizon`)
BEGIN
	SELECT RAISE(ABORT, 'Events are kept until they are pruned.');
END;
--> statement-breakpoint
-- INSERT OR REPLACE would delete without asking the trigger above.
CREATE TRIGGER `events_refuse_replacement` BEFORE INSERT ON `events`
WHEN EXISTS (SELECT 1 FROM `events` WHERE `school_id` = NEW.`school_id` AND `seq` = NEW.`seq`)
BEGIN
	SELECT RAISE(ABORT, 'An event of this number is there already.');
END;
--> statement-breakpoint
-- With its school all its history would go, too. Only a school that nobody ever joined is removed.
CREATE TRIGGER `schools_refuse_delete` BEFORE DELETE ON `schools`
WHEN EXISTS (SELECT 1 FROM `memberships` WHERE `school_id` = OLD.`id`)
	OR EXISTS (SELECT 1 FROM `events` WHERE `school_id` = OLD.`id` AND `kind` IN ('invite.accepted', 'user.added'))
BEGIN
	SELECT RAISE(ABORT, 'A school that has had people is never removed.');
END;
