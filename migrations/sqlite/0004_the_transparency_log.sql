-- Why: what is sealed stands in a log that only grows. An entry first waits, then has an index without gaps, then lies under
-- a signed checkpoint. No entry holds personal data: 32 octets, the SHA-256 of a sealed file, found by the identifier of
-- its statement. Tiles and bundles of entries are files, made from these rows and made again from them where they are lost.

-- In the order of arrival: what follows another within one delivery is sealed, and so arrives, after it. Kind 0 is evidence.
-- Null in not_before_at: at once.
create table tlog_waiting (
  arrival integer not null primary key autoincrement,
  id blob not null unique,
  kind integer not null,
  entry blob not null,
  not_before_at integer
) strict;

create table tlog_entries (
  number integer not null primary key,
  id blob not null unique,
  kind integer not null,
  entry blob not null
) strict;

-- Each checkpoint ever signed, byte for byte as the log signed it; what witnesses sign later stands beside it.
create table tlog_checkpoints (
  size integer not null primary key,
  root blob not null,
  note blob not null,
  fence integer not null,
  signed_at integer not null
) strict;

create table tlog_cosignatures (
  size integer not null references tlog_checkpoints (size),
  key_name text not null,
  key_id blob not null,
  line text not null,
  received_at integer not null,
  primary key (size, key_name, key_id)
) strict;

-- One row: who gives out indexes and signs. The fence counts up whenever that changes; every unit of work names it.
create table tlog_sequencer (
  one integer not null primary key check (one = 1),
  fence integer not null,
  holder blob not null,
  until_at integer not null
) strict;
insert into tlog_sequencer (one, fence, holder, until_at) values (1, 0, x'', 0);

create trigger tlog_entries_are_not_changed before update on tlog_entries
begin
  select raise(abort, 'the transparency log is append-only');
end;
create trigger tlog_entries_are_not_deleted before delete on tlog_entries
begin
  select raise(abort, 'the transparency log is append-only');
end;
create trigger tlog_checkpoints_are_not_changed before update on tlog_checkpoints
begin
  select raise(abort, 'checkpoints are append-only');
end;
create trigger tlog_checkpoints_are_not_deleted before delete on tlog_checkpoints
begin
  select raise(abort, 'checkpoints are append-only');
end;
create trigger tlog_cosignatures_are_not_changed before update on tlog_cosignatures
begin
  select raise(abort, 'cosignatures are append-only');
end;
create trigger tlog_cosignatures_are_not_deleted before delete on tlog_cosignatures
begin
  select raise(abort, 'cosignatures are append-only');
end;
-- Without gaps, whoever asks: an index is one more than the last, a checkpoint larger than the last and not beyond the entries.
create trigger tlog_entries_are_dense before insert on tlog_entries
when new.number <> coalesce((select max(number) + 1 from tlog_entries), 0)
begin
  select raise(abort, 'an index without gaps is needed');
end;
create trigger tlog_checkpoints_grow before insert on tlog_checkpoints
when new.size <= coalesce((select max(size) from tlog_checkpoints), -1)
  or new.size > coalesce((select max(number) + 1 from tlog_entries), 0)
begin
  select raise(abort, 'a checkpoint is larger than the last and covers entries that are there');
end;
