-- Why: repeats on one day share number and bytes, hence one row. When the first of them began bounds how long a notice is
-- tried, when the last one began says when the next is due. Null: there was no repeat.

alter table notices add column last_begun_at bigint;
