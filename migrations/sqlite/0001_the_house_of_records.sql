-- Why: everything that must survive a crash, from hand-in to the last bundle.
-- No column holds an address, subject or Message-ID in clear: what is looked up by such a value is found by the first 128
-- bits of a keyed hash (*_index), what is shown is encrypted (sealed_*, record, bytes). Identifiers are 16 octets, digests
-- 32. Moments (*_at) are whole microseconds. What happened is never changed: triggers refuse it for statements and seals.

create table settings (
  name text not null primary key,
  value blob not null
) strict;

create table accounts (
  name_index blob not null primary key,
  record blob not null,
  changed_at integer not null
) strict;

create table api_tokens (
  hash blob not null primary key,
  account_index blob not null references accounts (name_index),
  scopes text not null,
  made_at integer not null
) strict;

create table submissions (
  id blob not null primary key,
  account_index blob,
  message_id_index blob,
  submitted_at integer not null
) strict;
create index submissions_by_account on submissions (account_index, id);
create index submissions_by_message_id on submissions (message_id_index);

-- The content of one submission, encrypted under the submission key: in the row, or in a file of the content folder.
create table contents (
  submission_id blob not null primary key references submissions (id),
  version integer not null,
  size integer not null,
  prefix blob not null,
  bytes blob,
  file text
) strict;

create table deliveries (
  id blob not null primary key,
  submission_id blob not null references submissions (id),
  version integer not null,
  intake integer not null,
  offer integer not null,
  deadline_at integer,
  decision integer not null,
  content integer not null,
  handover integer not null,
  chain_length integer not null,
  chain_digest blob,
  sealed_length integer not null,
  link_generation integer not null,
  addressee_index blob,
  sender_index blob
) strict;
create index deliveries_by_submission on deliveries (submission_id);
create index deliveries_by_addressee on deliveries (addressee_index, id);
create index deliveries_by_sender on deliveries (sender_index, id);

-- Who, for whom and what, under the record key; apart from the delivery's row, which every step rewrites.
create table records (
  delivery_id blob not null primary key references deliveries (id),
  bytes blob not null
) strict;

-- Record and content key are wrapped by the master key, which lies outside the database; the submission key is wrapped by
-- the content key. Null means destroyed.
create table keys (
  delivery_id blob not null primary key references deliveries (id),
  submission_id blob not null,
  record_key blob,
  content_key blob,
  submission_key blob
) strict;
create index keys_by_submission on keys (submission_id);

create table statements (
  id blob not null primary key,
  delivery_id blob not null references deliveries (id),
  sequence integer,
  event text not null,
  stated_at integer not null,
  digest blob not null,
  bytes blob not null
) strict;
create unique index statements_of_delivery on statements (delivery_id, sequence);

create table sealed (
  statement_id blob not null primary key references statements (id),
  bytes blob not null,
  sealed_at integer not null
) strict;

create trigger statements_are_not_changed before update on statements
begin
  select raise(abort, 'statements are append-only');
end;
create trigger statements_are_not_deleted before delete on statements
begin
  select raise(abort, 'statements are append-only');
end;
create trigger seals_are_not_changed before update on sealed
begin
  select raise(abort, 'sealed evidence is append-only');
end;
create trigger seals_are_not_deleted before delete on sealed
begin
  select raise(abort, 'sealed evidence is append-only');
end;

create table notices (
  delivery_id blob not null references deliveries (id),
  number integer not null,
  state integer not null,
  deadline_at integer not null,
  generation integer not null,
  template text not null,
  template_digest blob not null,
  bytes blob not null,
  dialogue blob,
  begun_at integer not null,
  ended_at integer,
  primary key (delivery_id, number)
) strict;
create index notices_begun on notices (state) where state = 0;

create table acknowledgements (
  delivery_id blob not null references deliveries (id),
  digest blob not null,
  bytes blob not null,
  made_at integer not null,
  primary key (delivery_id, digest)
) strict;

-- Which byte ranges were sent completely; forgotten once the whole content was (E.1).
create table handed (
  delivery_id blob not null references deliveries (id),
  part integer not null,
  from_byte integer not null,
  to_byte integer not null,
  handed_at integer not null,
  primary key (delivery_id, part, from_byte, to_byte)
) strict;

create table exports (
  delivery_id blob not null references deliveries (id),
  length integer not null,
  form integer not null,
  size integer not null,
  prefix blob not null,
  wrapped_key blob not null,
  bytes blob,
  file text,
  made_at integer not null,
  primary key (delivery_id, length, form)
) strict;

-- The outbox: one row per kind and subject. Asked for again while in hand: again_at says when to run once more.
create table jobs (
  kind text not null,
  subject blob not null,
  due_at integer not null,
  attempts integer not null,
  leased_until_at integer,
  again_at integer,
  dead_at integer,
  why text,
  primary key (kind, subject)
) strict;
create index jobs_due on jobs (due_at) where dead_at is null;

-- The same hand-in within 24 hours is answered with the first one's identifier.
create table hand_ins (
  fingerprint blob not null primary key,
  submission_id blob not null,
  until_at integer not null
) strict;

create table spent_tokens (
  id blob not null primary key,
  until_at integer not null
) strict;

create table codes (
  id blob not null primary key,
  delivery_id blob not null,
  mac blob not null,
  tries integer not null,
  used integer not null,
  made_at integer not null,
  until_at integer not null
) strict;
create index codes_of_delivery on codes (delivery_id, made_at);

create table sessions (
  hash blob not null primary key,
  delivery_id blob not null,
  method text not null,
  proven_at integer not null,
  until_at integer not null
) strict;

create table told (
  subject blob not null,
  what text not null,
  told_at integer not null,
  primary key (subject, what)
) strict;
