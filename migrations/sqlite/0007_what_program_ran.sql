-- Why: each start of the daemon says in the log what program runs, with which settings, so that a report can quote it. The note
-- is what the log's key signed, byte for byte; its digest is an entry of the log (kind 1) under the same identifier.
create table service_statements (
  id blob not null primary key,
  started_at integer not null,
  note blob not null
) strict;
create index service_statements_by_start on service_statements (started_at);

create trigger service_statements_are_not_changed before update on service_statements
begin
  select raise(abort, 'what program ran is append-only');
end;
create trigger service_statements_are_not_deleted before delete on service_statements
begin
  select raise(abort, 'what program ran is append-only');
end;
