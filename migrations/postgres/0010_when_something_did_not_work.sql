-- Why: an outage is stated in the evidence of every delivery that it concerns, gives back what it took of running times to
-- decide, and stands on /status. Without delivery_id it concerns all; without to_at it goes on. The words are an operator's.
create table outages (
  id bytea not null primary key,
  failing text not null,
  by_operator bigint not null,
  delivery_id bytea references deliveries (id),
  from_at bigint not null,
  to_at bigint,
  words text,
  noted_at bigint not null
);
create index outages_by_begin on outages (from_at);
create index outages_by_delivery on outages (delivery_id);

-- What is over is not changed.
create trigger outages_are_not_changed before update on outages
  for each row when (old.to_at is not null) execute function append_only();
create trigger outages_are_not_deleted before delete on outages
  for each row execute function append_only();
create trigger outages_are_not_emptied before truncate on outages
  for each statement execute function append_only();

-- One row: when the service was there last, and how far its clock was ahead of the machine's (microseconds; for trying out).
create table heartbeat (
  place bigint not null primary key,
  beat_at bigint not null,
  ahead bigint not null
);
