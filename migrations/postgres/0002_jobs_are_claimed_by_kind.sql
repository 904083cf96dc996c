-- Why: each kind of job has its own number in hand, so each is looked for by itself; a long queue of one kind must not be
-- walked through to find another.

drop index jobs_due;
create index jobs_due on jobs (kind, due_at) where dead_at is null;
