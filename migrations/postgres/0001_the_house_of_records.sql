-- Why: everything that must survive a crash, from hand-in to the last bundle.
-- No column holds an address, subject or Message-ID in clear: what is looked up by such a value is found by the first 128
-- bits of a keyed hash (*_index), what is shown is encrypted (sealed_*, record, bytes). Identifiers are 16 octets, digests
-- 32. Moments (*_at) are whole microseconds. What happened is never changed: triggers refuse it for statements and seals.
-- The same tables as in migrations/sqlite, in this database's names of types; `units` is needed here only.

create table settings (
  name text not null primary key,
  value bytea not null
);

create table accounts (
  name_index bytea not null primary key,
  record bytea not null,
  changed_at bigint not null
);

create table api_tokens (
  hash bytea not null primary key,
  account_index bytea not null references accounts (name_index),
  scopes text not null,
  made_at bigint not null
);

create table submissions (
  id bytea not null primary key,
  account_index bytea,
  message_id_index bytea,
  submitted_at bigint not null
);
create index submissions_by_account on submissions (account_index, id);
create index submissions_by_message_id on submissions (message_id_index);

-- The content of one submission, encrypted under the submission key: in the row, or in a file of the content folder.
create table contents (
  submission_id bytea not null primary key references submissions (id),
  version bigint not null,
  size bigint not null,
  prefix bytea not null,
  bytes bytea,
  file text
);

create table deliveries (
  id bytea not null primary key,
  submission_id bytea not null references submissions (id),
  version bigint not null,
  intake bigint not null,
  offer bigint not null,
  deadline_at bigint,
  decision bigint not null,
  content bigint not null,
  handover bigint not null,
  chain_length bigint not null,
  chain_digest bytea,
  sealed_length bigint not null,
  link_generation bigint not null,
  addressee_index bytea,
  sender_index bytea
);
create index deliveries_by_submission on deliveries (submission_id);
create index deliveries_by_addressee on deliveries (addressee_index, id);
create index deliveries_by_sender on deliveries (sender_index, id);

-- Who, for whom and what, under the record key; apart from the delivery's row, which every step rewrites.
create table records (
  delivery_id bytea not null primary key references deliveries (id),
  bytes bytea not null
);

-- Record and content key are wrapped by the master key, which lies outside the database; the submission key is wrapped by
-- the content key. Null means destroyed.
create table keys (
  delivery_id bytea not null primary key references deliveries (id),
  submission_id bytea not null,
  record_key bytea,
  content_key bytea,
  submission_key bytea
);
create index keys_by_submission on keys (submission_id);
-- A destroyed key leaves a dead row behind: it is cleared away within a minute, not once a fifth of the table is dead.
alter table keys set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 0);

create table statements (
  id bytea not null primary key,
  delivery_id bytea not null references deliveries (id),
  sequence bigint,
  event text not null,
  stated_at bigint not null,
  digest bytea not null,
  bytes bytea not null
);
create unique index statements_of_delivery on statements (delivery_id, sequence);

create table sealed (
  statement_id bytea not null primary key references statements (id),
  bytes bytea not null,
  sealed_at bigint not null
);

create function append_only() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end
$$;
create trigger statements_are_not_changed before update or delete on statements
  for each row execute function append_only();
create trigger statements_are_not_emptied before truncate on statements
  for each statement execute function append_only();
create trigger seals_are_not_changed before update or delete on sealed
  for each row execute function append_only();
create trigger seals_are_not_emptied before truncate on sealed
  for each statement execute function append_only();

create table notices (
  delivery_id bytea not null references deliveries (id),
  number bigint not null,
  state bigint not null,
  deadline_at bigint not null,
  generation bigint not null,
  template text not null,
  template_digest bytea not null,
  bytes bytea not null,
  dialogue bytea,
  begun_at bigint not null,
  ended_at bigint,
  primary key (delivery_id, number)
);
create index notices_begun on notices (state) where state = 0;

create table acknowledgements (
  delivery_id bytea not null references deliveries (id),
  digest bytea not null,
  bytes bytea not null,
  made_at bigint not null,
  primary key (delivery_id, digest)
);

-- Which byte ranges were sent completely; forgotten once the whole content was (E.1).
create table handed (
  delivery_id bytea not null references deliveries (id),
  part bigint not null,
  from_byte bigint not null,
  to_byte bigint not null,
  handed_at bigint not null,
  primary key (delivery_id, part, from_byte, to_byte)
);

create table exports (
  delivery_id bytea not null references deliveries (id),
  length bigint not null,
  form bigint not null,
  size bigint not null,
  prefix bytea not null,
  wrapped_key bytea not null,
  bytes bytea,
  file text,
  made_at bigint not null,
  primary key (delivery_id, length, form)
);

-- The outbox: one row per kind and subject. Asked for again while in hand: again_at says when to run once more.
create table jobs (
  kind text not null,
  subject bytea not null,
  due_at bigint not null,
  attempts bigint not null,
  leased_until_at bigint,
  again_at bigint,
  dead_at bigint,
  why text,
  primary key (kind, subject)
);
create index jobs_due on jobs (due_at) where dead_at is null;

-- The same hand-in within 24 hours is answered with the first one's identifier.
create table hand_ins (
  fingerprint bytea not null primary key,
  submission_id bytea not null,
  until_at bigint not null
);

create table spent_tokens (
  id bytea not null primary key,
  until_at bigint not null
);

create table codes (
  id bytea not null primary key,
  delivery_id bytea not null,
  mac bytea not null,
  tries bigint not null,
  used bigint not null,
  made_at bigint not null,
  until_at bigint not null
);
create index codes_of_delivery on codes (delivery_id, made_at);

create table sessions (
  hash bytea not null primary key,
  delivery_id bytea not null,
  method text not null,
  proven_at bigint not null,
  until_at bigint not null
);

create table told (
  subject bytea not null,
  what text not null,
  told_at bigint not null,
  primary key (subject, what)
);

-- One row per committed unit of work, kept for an hour. When the connection is lost during COMMIT, the unit is tried again
-- with the same identifier: standing here already, it has happened.
create table units (
  id bytea not null primary key,
  committed_at bigint not null
);
create index units_by_age on units (committed_at);
