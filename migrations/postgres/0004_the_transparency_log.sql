-- Why: what is sealed stands in a log that only grows. An entry first waits, then has an index without gaps, then lies under
-- a signed checkpoint. No entry holds personal data: 32 octets, the SHA-256 of a sealed file, found by the identifier of
-- its statement. Tiles and bundles of entries are files, made from these rows and made again from them where they are lost.

-- In the order of arrival: what follows another within one delivery is sealed, and so arrives, after it. Kind 0 is evidence.
-- Null in not_before_at: at once.
create table tlog_waiting (
  arrival bigint generated always as identity primary key,
  id bytea not null unique,
  kind bigint not null,
  entry bytea not null,
  not_before_at bigint
);

create table tlog_entries (
  number bigint not null primary key,
  id bytea not null unique,
  kind bigint not null,
  entry bytea not null
);

-- Each checkpoint ever signed, byte for byte as the log signed it; what witnesses sign later stands beside it.
create table tlog_checkpoints (
  size bigint not null primary key,
  root bytea not null,
  note bytea not null,
  fence bigint not null,
  signed_at bigint not null
);

create table tlog_cosignatures (
  size bigint not null references tlog_checkpoints (size),
  key_name text not null,
  key_id bytea not null,
  line text not null,
  received_at bigint not null,
  primary key (size, key_name, key_id)
);

-- One row: who gives out indexes and signs. The fence counts up whenever that changes; every unit of work names it.
create table tlog_sequencer (
  one bigint not null primary key check (one = 1),
  fence bigint not null,
  holder bytea not null,
  until_at bigint not null
);
insert into tlog_sequencer (one, fence, holder, until_at) values (1, 0, '', 0);

create trigger tlog_entries_are_not_changed before update or delete on tlog_entries
  for each row execute function append_only();
create trigger tlog_entries_are_not_emptied before truncate on tlog_entries
  for each statement execute function append_only();
create trigger tlog_checkpoints_are_not_changed before update or delete on tlog_checkpoints
  for each row execute function append_only();
create trigger tlog_checkpoints_are_not_emptied before truncate on tlog_checkpoints
  for each statement execute function append_only();
create trigger tlog_cosignatures_are_not_changed before update or delete on tlog_cosignatures
  for each row execute function append_only();
create trigger tlog_cosignatures_are_not_emptied before truncate on tlog_cosignatures
  for each statement execute function append_only();

-- Without gaps, whoever asks: an index is one more than the last, a checkpoint larger than the last and not beyond the entries.
-- Units of one fence never meet (the sequencer's row is locked), so what is read here stands still.
create function tlog_grows() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'tlog_entries' then
    if new.number <> coalesce((select max(number) + 1 from tlog_entries), 0) then
      raise exception 'an index without gaps is needed' using errcode = 'restrict_violation';
    end if;
  elsif new.size <= coalesce((select max(size) from tlog_checkpoints), -1)
    or new.size > coalesce((select max(number) + 1 from tlog_entries), 0) then
    raise exception 'a checkpoint is larger than the last and covers entries that are there'
      using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger tlog_entries_are_dense before insert on tlog_entries for each row execute function tlog_grows();
create trigger tlog_checkpoints_grow before insert on tlog_checkpoints for each row execute function tlog_grows();
