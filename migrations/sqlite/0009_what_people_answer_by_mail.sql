-- Why: what somebody writes in answer to a notice is held unread for 14 days, under a key of its own in a table of its own, so
-- that it can be destroyed alone. Where the addressee confirms it (until_at null) it stays as long as the record.
create table replies (
  delivery_id blob not null references deliveries (id),
  digest blob not null,
  facts blob not null,
  bytes blob not null,
  came_at integer not null,
  until_at integer,
  answered integer not null,
  primary key (delivery_id, digest)
) strict;
create index replies_until on replies (until_at) where until_at is not null;

create table reply_keys (
  delivery_id blob not null references deliveries (id),
  digest blob not null,
  wrapped_key blob not null,
  primary key (delivery_id, digest)
) strict;
