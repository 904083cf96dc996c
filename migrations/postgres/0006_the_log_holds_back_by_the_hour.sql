-- Why: what the sender of a message does not see at once enters the transparency log once an hour, in a batch that random
-- entries fill up to a power of two (kind 2). For which hour that was done last stands with the sequencer's lease; 0: for none.
alter table tlog_sequencer add column held_hour_at bigint not null default 0;
