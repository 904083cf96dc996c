-- Why: before each notice and before silence is stated the service opens the content and makes the notice page by itself. No
-- time runs before the first success; C.1 and C.5 say from when to when. failed_at stands while it fails: since when.
create table probes (
  delivery_id blob not null primary key references deliveries (id),
  first_at integer,
  last_at integer,
  failed_at integer
) strict;
