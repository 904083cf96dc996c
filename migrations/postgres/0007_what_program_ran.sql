-- Why: each start of the daemon says in the log what program runs, with which settings, so that a report can quote it. The note
-- is what the log's key signed, byte for byte; its digest is an entry of the log (kind 1) under the same identifier.
create table service_statements (
  id bytea not null primary key,
  started_at bigint not null,
  note bytea not null
);
create index service_statements_by_start on service_statements (started_at);

create trigger service_statements_are_not_changed before update or delete on service_statements
  for each row execute function append_only();
create trigger service_statements_are_not_emptied before truncate on service_statements
  for each statement execute function append_only();
