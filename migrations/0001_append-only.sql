-- What was filed, what stood and what was done are never overwritten (DESIGN §2, principle 7).
CREATE TRIGGER `revision_is_final` BEFORE UPDATE ON `revision` BEGIN
	SELECT RAISE(ABORT, 'a revision is never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `revision_is_kept` BEFORE DELETE ON `revision` BEGIN
	SELECT RAISE(ABORT, 'a revision is never deleted');
END;
--> statement-breakpoint
CREATE TRIGGER `document_is_final` BEFORE UPDATE ON `document` BEGIN
	SELECT RAISE(ABORT, 'a filed original is never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `document_is_kept` BEFORE DELETE ON `document` BEGIN
	SELECT RAISE(ABORT, 'a filed original is never deleted');
END;
--> statement-breakpoint
CREATE TRIGGER `document_piece_is_final` BEFORE UPDATE ON `document_piece` BEGIN
	SELECT RAISE(ABORT, 'a filed original is never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `document_piece_is_kept` BEFORE DELETE ON `document_piece`
WHEN EXISTS (SELECT 1 FROM `document` WHERE `digest` = OLD.`digest`)
BEGIN
	SELECT RAISE(ABORT, 'a filed original is never deleted');
END;
--> statement-breakpoint
CREATE TRIGGER `event_is_final` BEFORE UPDATE ON `event` BEGIN
	SELECT RAISE(ABORT, 'an event is never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `event_is_kept` BEFORE DELETE ON `event` BEGIN
	SELECT RAISE(ABORT, 'an event is never deleted');
END;
--> statement-breakpoint
CREATE TRIGGER `standing_only_ends` BEFORE UPDATE ON `standing`
WHEN OLD.`until` IS NOT NULL
	OR NEW.`report` <> OLD.`report` OR NEW.`basis` <> OLD.`basis`
	OR NEW.`revision` <> OLD.`revision` OR NEW.`since` <> OLD.`since`
BEGIN
	SELECT RAISE(ABORT, 'a standing can only be ended, once');
END;
--> statement-breakpoint
CREATE TRIGGER `standing_is_kept` BEFORE DELETE ON `standing` BEGIN
	SELECT RAISE(ABORT, 'a standing is never deleted');
END;
--> statement-breakpoint
CREATE TRIGGER `receipt_is_final` BEFORE UPDATE ON `receipt` BEGIN
	SELECT RAISE(ABORT, 'a receipt is never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `receipt_is_kept` BEFORE DELETE ON `receipt` BEGIN
	SELECT RAISE(ABORT, 'a receipt is never deleted');
END;
--> statement-breakpoint
CREATE TRIGGER `region_history_only_ends` BEFORE UPDATE ON `region_history`
WHEN OLD.`until` IS NOT NULL OR NEW.`code` <> OLD.`code` OR NEW.`since` <> OLD.`since`
BEGIN
	SELECT RAISE(ABORT, 'what the register said can only be ended, once');
END;
--> statement-breakpoint
CREATE TRIGGER `region_history_is_kept` BEFORE DELETE ON `region_history` BEGIN
	SELECT RAISE(ABORT, 'what the register said is never deleted');
END;
--> statement-breakpoint
CREATE TRIGGER `agency_history_only_ends` BEFORE UPDATE ON `agency_history`
WHEN OLD.`until` IS NOT NULL OR NEW.`id` <> OLD.`id` OR NEW.`since` <> OLD.`since`
BEGIN
	SELECT RAISE(ABORT, 'what the register said can only be ended, once');
END;
--> statement-breakpoint
CREATE TRIGGER `agency_history_is_kept` BEFORE DELETE ON `agency_history` BEGIN
	SELECT RAISE(ABORT, 'what the register said is never deleted');
END;
--> statement-breakpoint
CREATE TRIGGER `exemption_only_ends` BEFORE UPDATE ON `exemption`
WHEN OLD.`until` IS NOT NULL OR NEW.`agency` <> OLD.`agency` OR NEW.`year` <> OLD.`year`
	OR NEW.`since` <> OLD.`since` OR NEW.`reason` <> OLD.`reason`
BEGIN
	SELECT RAISE(ABORT, 'an exemption can only be ended, once');
END;
--> statement-breakpoint
CREATE TRIGGER `exemption_is_kept` BEFORE DELETE ON `exemption` BEGIN
	SELECT RAISE(ABORT, 'an exemption is never deleted');
END;
--> statement-breakpoint
CREATE TRIGGER `remark_is_final` BEFORE UPDATE ON `remark` BEGIN
	SELECT RAISE(ABORT, 'a remark is never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `remark_is_kept` BEFORE DELETE ON `remark` BEGIN
	SELECT RAISE(ABORT, 'a remark is never deleted');
END;
--> statement-breakpoint
CREATE TRIGGER `activation_is_final` BEFORE UPDATE OF `since`, `ruleset`, `client`, `reason` ON `activation` BEGIN
	SELECT RAISE(ABORT, 'an activation is never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `activation_is_kept` BEFORE DELETE ON `activation` BEGIN
	SELECT RAISE(ABORT, 'an activation is never deleted');
END;
--> statement-breakpoint
-- The words of narratives: pairs of characters, written so that no tokeniser changes them.
CREATE VIRTUAL TABLE `search` USING fts5(text, place, content='', contentless_delete=1, tokenize='unicode61');
--> statement-breakpoint
-- How much is kept for each client is known without counting.
CREATE TRIGGER `kept_answer_is_counted` AFTER INSERT ON `kept_answer` BEGIN
	INSERT INTO `kept_total` (`client`, `answers`, `bytes`)
	VALUES (NEW.`client`, 1, length(NEW.`body`) + length(NEW.`headers`))
	ON CONFLICT DO UPDATE SET `answers` = `answers` + 1, `bytes` = `bytes` + excluded.`bytes`;
END;
--> statement-breakpoint
CREATE TRIGGER `kept_answer_is_counted_out` AFTER DELETE ON `kept_answer` BEGIN
	UPDATE `kept_total` SET `answers` = `answers` - 1,
		`bytes` = `bytes` - length(OLD.`body`) - length(OLD.`headers`)
	WHERE `client` = OLD.`client`;
END;
--> statement-breakpoint
CREATE TRIGGER `kept_answer_is_recounted` AFTER UPDATE ON `kept_answer` BEGIN
	UPDATE `kept_total` SET `bytes` = `bytes` - length(OLD.`body`) - length(OLD.`headers`)
		+ length(NEW.`body`) + length(NEW.`headers`)
	WHERE `client` = OLD.`client`;
END;
