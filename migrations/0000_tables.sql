CREATE TABLE `activation` (
	`since` text PRIMARY KEY NOT NULL,
	`ruleset` text NOT NULL,
	`client` text NOT NULL,
	`reason` text NOT NULL,
	`checked_to` integer
) STRICT;
--> statement-breakpoint
CREATE TABLE `agency` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`region` text NOT NULL,
	`uscc` text,
	`aliases` text NOT NULL,
	`rule_making` integer NOT NULL,
	`counts` integer NOT NULL,
	`valid_from` integer,
	`valid_to` integer,
	`predecessors` text NOT NULL,
	FOREIGN KEY (`region`) REFERENCES `region`(`code`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `agency_region` ON `agency` (`region`);--> statement-breakpoint
CREATE INDEX `agency_uscc` ON `agency` (`uscc`);--> statement-breakpoint
CREATE TABLE `agency_history` (
	`id` text NOT NULL,
	`since` text NOT NULL,
	`until` text,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`region` text NOT NULL,
	`counts` integer NOT NULL,
	`valid_from` integer,
	`valid_to` integer,
	PRIMARY KEY(`id`, `since`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `agency_history_region` ON `agency_history` (`region`);--> statement-breakpoint
CREATE TABLE `agency_name` (
	`name` text NOT NULL,
	`agency` text NOT NULL,
	PRIMARY KEY(`name`, `agency`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `answer` (
	`report` integer NOT NULL,
	`fingerprint` text NOT NULL,
	`kind` text NOT NULL,
	`text` text NOT NULL,
	`client` text NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`report`, `fingerprint`, `kind`),
	FOREIGN KEY (`report`) REFERENCES `report`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `client` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`secret_hash` blob NOT NULL,
	`agencies` text NOT NULL,
	`region` text,
	`created_at` text NOT NULL,
	`expires_at` text,
	`revoked_at` text
) STRICT;
--> statement-breakpoint
CREATE TABLE `document` (
	`report` integer NOT NULL,
	`revision` integer NOT NULL,
	`media_type` text NOT NULL,
	`digest` blob NOT NULL,
	`size` integer NOT NULL,
	PRIMARY KEY(`report`, `revision`),
	FOREIGN KEY (`report`,`revision`) REFERENCES `revision`(`report`,`number`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `document_piece` (
	`digest` blob NOT NULL,
	`number` integer NOT NULL,
	`bytes` blob NOT NULL,
	PRIMARY KEY(`digest`, `number`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `event` (
	`id` integer PRIMARY KEY NOT NULL,
	`at` text NOT NULL,
	`client` text NOT NULL,
	`action` text NOT NULL,
	`subject` text,
	`agency` text,
	`year` integer,
	`detail` text NOT NULL,
	`before` blob,
	`after` blob,
	`previous` blob NOT NULL,
	`hash` blob NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `event_subject` ON `event` (`subject`,`id`);--> statement-breakpoint
CREATE TABLE `exemption` (
	`agency` text NOT NULL,
	`year` integer NOT NULL,
	`since` text NOT NULL,
	`until` text,
	`reason` text NOT NULL,
	`client` text NOT NULL,
	PRIMARY KEY(`agency`, `year`, `since`),
	FOREIGN KEY (`agency`) REFERENCES `agency`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `exemption_now` ON `exemption` (`year`,`agency`) WHERE "exemption"."until" is null;--> statement-breakpoint
CREATE TABLE `extension` (
	`agency` text NOT NULL,
	`year` integer NOT NULL,
	`due` text,
	`open_until` text,
	`reason` text NOT NULL,
	PRIMARY KEY(`agency`, `year`),
	FOREIGN KEY (`agency`) REFERENCES `agency`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `filer_count` (
	`region` text NOT NULL,
	`kind` text NOT NULL,
	`year` integer NOT NULL,
	`change` integer NOT NULL,
	PRIMARY KEY(`region`, `kind`, `year`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `filing_window` (
	`region` text NOT NULL,
	`year` integer NOT NULL,
	`opens` text,
	`departments` text NOT NULL,
	`governments` text NOT NULL,
	`closes` text,
	`reason` text,
	PRIMARY KEY(`region`, `year`),
	FOREIGN KEY (`region`) REFERENCES `region`(`code`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `finding` (
	`report` integer NOT NULL,
	`revision` integer NOT NULL,
	`ruleset` text NOT NULL,
	`at` text NOT NULL,
	`errors` integer NOT NULL,
	`warnings` integer NOT NULL,
	`infos` integer NOT NULL,
	`findings` blob NOT NULL,
	PRIMARY KEY(`report`, `revision`),
	FOREIGN KEY (`report`,`revision`) REFERENCES `revision`(`report`,`number`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `followed` (
	`name` text PRIMARY KEY NOT NULL,
	`event` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `job` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`client` text NOT NULL,
	`caller` text NOT NULL,
	`language` text NOT NULL,
	`atomic` integer NOT NULL,
	`dry_run` integer NOT NULL,
	`state` text NOT NULL,
	`total` integer NOT NULL,
	`done` integer NOT NULL,
	`refused` integer NOT NULL,
	`created_at` text NOT NULL,
	`started_at` text,
	`finished_at` text,
	`problem` text,
	`about` text,
	`position` text,
	`tally` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `job_state` ON `job` (`state`,`created_at`);--> statement-breakpoint
CREATE TABLE `job_item` (
	`job` text NOT NULL,
	`number` integer NOT NULL,
	`line` blob,
	`result` text,
	PRIMARY KEY(`job`, `number`),
	FOREIGN KEY (`job`) REFERENCES `job`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `kept_answer` (
	`client` text NOT NULL,
	`operation` text NOT NULL,
	`key` text NOT NULL,
	`request` blob NOT NULL,
	`at` text NOT NULL,
	`status` integer,
	`headers` text NOT NULL,
	`body` blob NOT NULL,
	`report` integer,
	`revision` integer,
	PRIMARY KEY(`client`, `operation`, `key`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `kept_answer_at` ON `kept_answer` (`at`);--> statement-breakpoint
CREATE INDEX `kept_answer_client` ON `kept_answer` (`client`,`at`);--> statement-breakpoint
CREATE TABLE `kept_total` (
	`client` text PRIMARY KEY NOT NULL,
	`answers` integer NOT NULL,
	`bytes` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `receipt` (
	`report` integer NOT NULL,
	`revision` integer NOT NULL,
	`event` integer NOT NULL,
	`body` text NOT NULL,
	`signature` blob NOT NULL,
	PRIMARY KEY(`report`, `event`),
	FOREIGN KEY (`event`) REFERENCES `event`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`report`,`revision`) REFERENCES `revision`(`report`,`number`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `receipt_key` (
	`id` text PRIMARY KEY NOT NULL,
	`key` blob NOT NULL,
	`created_at` text NOT NULL,
	`retired_at` text
) STRICT;
--> statement-breakpoint
CREATE TABLE `recheck` (
	`report` integer PRIMARY KEY NOT NULL,
	`since` text NOT NULL,
	`client` text NOT NULL,
	`agency` text NOT NULL,
	`year` integer NOT NULL,
	FOREIGN KEY (`report`) REFERENCES `report`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `region` (
	`code` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`parent` text,
	FOREIGN KEY (`parent`) REFERENCES `region`(`code`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `region_parent` ON `region` (`parent`);--> statement-breakpoint
CREATE TABLE `region_agency` (
	`region` text NOT NULL,
	`agency` text NOT NULL,
	PRIMARY KEY(`region`, `agency`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `region_history` (
	`code` text NOT NULL,
	`since` text NOT NULL,
	`until` text,
	`name` text NOT NULL,
	`parent` text,
	PRIMARY KEY(`code`, `since`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `region_history_parent` ON `region_history` (`parent`);--> statement-breakpoint
CREATE TABLE `remark` (
	`id` integer PRIMARY KEY NOT NULL,
	`report` integer NOT NULL,
	`revision` integer NOT NULL,
	`action` text NOT NULL,
	`place` text,
	`text` text NOT NULL,
	`client` text NOT NULL,
	`at` text NOT NULL,
	FOREIGN KEY (`report`,`revision`) REFERENCES `revision`(`report`,`number`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `remark_report` ON `remark` (`report`,`id`);--> statement-breakpoint
CREATE TABLE `report` (
	`id` integer PRIMARY KEY NOT NULL,
	`agency` text NOT NULL,
	`year` integer NOT NULL,
	`state` text NOT NULL,
	`revision` integer NOT NULL,
	`version` integer NOT NULL,
	`late` integer NOT NULL,
	`submitted_at` text,
	`submitted_by` text,
	`returned` integer,
	`updated_at` text NOT NULL,
	`public_url` text,
	`format` text NOT NULL,
	`digest` blob NOT NULL,
	`filed_at` text NOT NULL,
	`checked_at` text NOT NULL,
	`errors` integer NOT NULL,
	`warnings` integer NOT NULL,
	`infos` integer NOT NULL,
	`submitted` integer,
	`accepted` integer,
	`published` integer,
	FOREIGN KEY (`agency`) REFERENCES `agency`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "report_year_range" CHECK("report"."year" between 2008 and 2999)
) STRICT;
--> statement-breakpoint
CREATE INDEX `report_year` ON `report` (`year`,`agency`);--> statement-breakpoint
CREATE UNIQUE INDEX `report_agency_year` ON `report` (`agency`,`year`);--> statement-breakpoint
CREATE TABLE `revision` (
	`report` integer NOT NULL,
	`number` integer NOT NULL,
	`format` text NOT NULL,
	`digest` blob NOT NULL,
	`cells` blob NOT NULL,
	`noticed` text,
	`reason` text,
	`client` text NOT NULL,
	`at` text NOT NULL,
	`body` blob NOT NULL,
	PRIMARY KEY(`report`, `number`),
	FOREIGN KEY (`report`) REFERENCES `report`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `revision_cells` ON `revision` (`report`,`number`,`format`,`cells`);--> statement-breakpoint
CREATE TABLE `roll_up` (
	`region` text NOT NULL,
	`basis` text NOT NULL,
	`kind` text NOT NULL,
	`year` integer NOT NULL,
	`format` text NOT NULL,
	`tally` blob NOT NULL,
	PRIMARY KEY(`region`, `basis`, `kind`, `year`, `format`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `search_document` (
	`id` integer PRIMARY KEY NOT NULL,
	`report` integer NOT NULL,
	`revision` integer NOT NULL,
	`region` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `search_document_report` ON `search_document` (`report`);--> statement-breakpoint
CREATE TABLE `secret` (
	`name` text PRIMARY KEY NOT NULL,
	`value` blob NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `standing` (
	`report` integer NOT NULL,
	`basis` text NOT NULL,
	`revision` integer NOT NULL,
	`late` integer NOT NULL,
	`since` text NOT NULL,
	`until` text,
	PRIMARY KEY(`report`, `basis`, `since`),
	FOREIGN KEY (`report`,`revision`) REFERENCES `revision`(`report`,`number`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `standing_now` ON `standing` (`report`,`basis`) WHERE "standing"."until" is null;--> statement-breakpoint
CREATE TABLE `succession` (
	`predecessor` text NOT NULL,
	`successor` text NOT NULL,
	PRIMARY KEY(`predecessor`, `successor`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `succession_successor` ON `succession` (`successor`);