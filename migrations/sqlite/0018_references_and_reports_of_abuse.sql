-- Why: whoever distrusts a notice types its reference, which is found here by keyed hash and stands nowhere in clear; and an
-- addressee may report a message, for the operator's eyes alone (encrypted under the master key, kept for a year).
create table delivery_references (
  mark blob not null primary key,
  delivery_id blob not null unique references deliveries (id)
) strict;

create table abuse_reports (
  id blob not null primary key,
  delivery_id blob references deliveries (id),
  record blob not null,
  made_at integer not null
) strict;
create index abuse_reports_made on abuse_reports (made_at);
create index abuse_reports_delivery on abuse_reports (delivery_id) where delivery_id is not null;
