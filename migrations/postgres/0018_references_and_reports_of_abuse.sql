-- Why: whoever distrusts a notice types its reference, which is found here by keyed hash and stands nowhere in clear; and an
-- addressee may report a message, for the operator's eyes alone (encrypted under the master key, kept for a year).
create table delivery_references (
  mark bytea not null primary key,
  delivery_id bytea not null unique references deliveries (id)
);

create table abuse_reports (
  id bytea not null primary key,
  delivery_id bytea references deliveries (id),
  record bytea not null,
  made_at bigint not null
);
create index abuse_reports_made on abuse_reports (made_at);
create index abuse_reports_delivery on abuse_reports (delivery_id) where delivery_id is not null;
