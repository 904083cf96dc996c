-- Why: an evidence shows all of it or nothing. Its extract, sealed and entered in the log beside it, shows time and step alone; what opens
-- the fields that it hides is kept with it under the delivery's record key. Evidence that was sealed before has none.
create table extracts (
  statement_id bytea not null primary key references statements (id),
  id bytea not null unique,
  bytes bytea not null,
  openings bytea not null
);

create trigger extracts_are_not_changed before update or delete on extracts
  for each row execute function append_only();
create trigger extracts_are_not_emptied before truncate on extracts
  for each statement execute function append_only();
