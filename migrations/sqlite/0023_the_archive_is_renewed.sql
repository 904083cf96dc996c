-- Why: bundles outlive the certificates and digests that hold them together. One time-stamp over a hash tree (RFC 4998) covers the files of
-- many bundles; each bundle keeps what leads there, and later time-stamps cover earlier ones. Digests only, nothing about anybody.
create table archive_stamps (
  id integer not null primary key,
  digest text not null,
  token blob not null,
  made_at integer not null
) strict;

-- The time-stamp that covers an earlier one, and what stands beside that on the way to the root.
create table archive_links (
  stamp_id integer not null primary key references archive_stamps (id),
  next_id integer not null references archive_stamps (id),
  path blob not null
) strict;

-- A bundle under a time-stamp: the digests of its files, ascending, and what stands beside them on the way to the root. Without stamp_id it
-- was read and waits. Each chain reads the files anew; before_id is the last time-stamp of the chain before. made_at is the bundle's.
create table archive_leaves (
  delivery_id blob not null references deliveries (id),
  length integer not null,
  made_at integer not null,
  chain integer not null,
  digest text not null,
  hashes blob not null,
  before_id integer references archive_stamps (id),
  stamp_id integer references archive_stamps (id),
  path blob,
  primary key (delivery_id, length, made_at, chain)
) strict;
create index archive_leaves_waiting on archive_leaves (delivery_id, length, made_at, chain) where stamp_id is null;
