-- Why: a reminder is sent, kept and stated like a notice, under the next number. Which reminder of the schedule it is tells its
-- attempts from those at the notice. Null: the notice.

alter table notices add column reminder bigint;
