-- Why: what concerns one address alone (keys of its own) stands in no delivery's chain, but in one for each address, under a key
-- of its own that the master key wraps. The address is found by its keyed hash. What was stated and sealed is never changed.
create table own_chains (
  id bytea not null primary key,
  addressee_index bytea not null unique,
  wrapped_key bytea not null
);

create table own_statements (
  id bytea not null primary key,
  chain_id bytea not null references own_chains (id),
  sequence bigint not null,
  event text not null,
  stated_at bigint not null,
  digest bytea not null,
  bytes bytea not null,
  unique (chain_id, sequence)
);

create table own_sealed (
  statement_id bytea not null primary key references own_statements (id),
  bytes bytea not null,
  sealed_at bigint not null
);

create trigger own_statements_are_not_changed before update or delete on own_statements
  for each row execute function append_only();
create trigger own_statements_are_not_emptied before truncate on own_statements
  for each statement execute function append_only();
create trigger own_seals_are_not_changed before update or delete on own_sealed
  for each row execute function append_only();
create trigger own_seals_are_not_emptied before truncate on own_sealed
  for each statement execute function append_only();
