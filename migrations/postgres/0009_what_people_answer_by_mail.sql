-- Why: what somebody writes in answer to a notice is held unread for 14 days, under a key of its own in a table of its own, so
-- that it can be destroyed alone. Where the addressee confirms it (until_at null) it stays as long as the record.
create table replies (
  delivery_id bytea not null references deliveries (id),
  digest bytea not null,
  facts bytea not null,
  bytes bytea not null,
  came_at bigint not null,
  until_at bigint,
  answered bigint not null,
  primary key (delivery_id, digest)
);
create index replies_until on replies (until_at) where until_at is not null;

create table reply_keys (
  delivery_id bytea not null references deliveries (id),
  digest bytea not null,
  wrapped_key bytea not null,
  primary key (delivery_id, digest)
);
