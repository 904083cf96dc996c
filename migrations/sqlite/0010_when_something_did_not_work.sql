-- Why: an outage is stated in the evidence of every delivery that it concerns, gives back what it took of running times to
-- decide, and stands on /status. Without delivery_id it concerns all; without to_at it goes on. The words are an operator's.
create table outages (
  id blob not null primary key,
  failing text not null,
  by_operator integer not null,
  delivery_id blob references deliveries (id),
  from_at integer not null,
  to_at integer,
  words text,
  noted_at integer not null
) strict;
create index outages_by_begin on outages (from_at);
create index outages_by_delivery on outages (delivery_id);

-- What is over is not changed.
create trigger outages_are_not_changed before update on outages when old.to_at is not null
begin
  select raise(abort, 'an outage that is over is append-only');
end;
create trigger outages_are_not_deleted before delete on outages
begin
  select raise(abort, 'outages are append-only');
end;

-- One row: when the service was there last, and how far its clock was ahead of the machine's (microseconds; for trying out).
create table heartbeat (
  place integer not null primary key,
  beat_at integer not null,
  ahead integer not null
) strict;
