-- Why: what concerns one address alone (keys of its own) stands in no delivery's chain, but in one for each address, under a key
-- of its own that the master key wraps. The address is found by its keyed hash. What was stated and sealed is never changed.
create table own_chains (
  id blob not null primary key,
  addressee_index blob not null unique,
  wrapped_key blob not null
) strict;

create table own_statements (
  id blob not null primary key,
  chain_id blob not null references own_chains (id),
  sequence integer not null,
  event text not null,
  stated_at integer not null,
  digest blob not null,
  bytes blob not null,
  unique (chain_id, sequence)
) strict;

create table own_sealed (
  statement_id blob not null primary key references own_statements (id),
  bytes blob not null,
  sealed_at integer not null
) strict;

create trigger own_statements_are_not_changed before update on own_statements
begin
  select raise(abort, 'statements are append-only');
end;
create trigger own_statements_are_not_deleted before delete on own_statements
begin
  select raise(abort, 'statements are append-only');
end;
create trigger own_seals_are_not_changed before update on own_sealed
begin
  select raise(abort, 'sealed evidence is append-only');
end;
create trigger own_seals_are_not_deleted before delete on own_sealed
begin
  select raise(abort, 'sealed evidence is append-only');
end;
