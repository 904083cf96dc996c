-- Why: an addressee may show who they are by an electronic identity. While they are away at its issuer, the service keeps what the
-- answer must fit (encrypted; one use, ten minutes; swept a day later with how it ended). What the sender stated about the person
-- waits as keyed hashes until one match; from then on a keyed hash of who matched lets that person, and nobody else, in again.
-- A session holds what the issuer vouched for: issuer, level and which kinds matched, as JSON; null for means of our own.
create table proofs (
  id blob not null primary key,
  delivery_id blob not null,
  means text not null,
  secret blob not null,
  outcome integer not null,
  made_at integer not null,
  until_at integer not null
) strict;
create index proofs_of_delivery on proofs (delivery_id, made_at);
create index proofs_ended on proofs (until_at);

create table delivery_attributes (
  delivery_id blob not null references deliveries (id),
  attribute text not null,
  mac blob not null,
  primary key (delivery_id, attribute, mac)
) strict;

create table delivery_subjects (
  delivery_id blob not null primary key references deliveries (id),
  mac blob not null
) strict;

alter table sessions add column vouched text;
