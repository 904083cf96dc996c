-- Why: bundles outlive the certificates and digests that hold them together. One time-stamp over a hash tree (RFC 4998) covers the files of
-- many bundles; each bundle keeps what leads there, and later time-stamps cover earlier ones. Digests only, nothing about anybody.
create table archive_stamps (
  id bigint not null primary key,
  digest text not null,
  token bytea not null,
  made_at bigint not null
);

-- The time-stamp that covers an earlier one, and what stands beside that on the way to the root.
create table archive_links (
  stamp_id bigint not null primary key references archive_stamps (id),
  next_id bigint not null references archive_stamps (id),
  path bytea not null
);

-- A bundle under a time-stamp: the digests of its files, ascending, and what stands beside them on the way to the root. Without stamp_id it
-- was read and waits. Each chain reads the files anew; before_id is the last time-stamp of the chain before. made_at is the bundle's.
create table archive_leaves (
  delivery_id bytea not null references deliveries (id),
  length bigint not null,
  made_at bigint not null,
  chain bigint not null,
  digest text not null,
  hashes bytea not null,
  before_id bigint references archive_stamps (id),
  stamp_id bigint references archive_stamps (id),
  path bytea,
  primary key (delivery_id, length, made_at, chain)
);
create index archive_leaves_waiting on archive_leaves (delivery_id, length, made_at, chain) where stamp_id is null;
