-- Why: an evidence shows all of it or nothing. Its extract, sealed and entered in the log beside it, shows time and step alone; what opens
-- the fields that it hides is kept with it under the delivery's record key. Evidence that was sealed before has none.
create table extracts (
  statement_id blob not null primary key references statements (id),
  id blob not null unique,
  bytes blob not null,
  openings blob not null
) strict;

create trigger extracts_are_not_changed before update on extracts
begin
  select raise(abort, 'extracts are append-only');
end;
create trigger extracts_are_not_deleted before delete on extracts
begin
  select raise(abort, 'extracts are append-only');
end;
