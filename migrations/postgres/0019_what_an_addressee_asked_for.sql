-- Why: an addressee sees for a day that links were mailed to them, beside codes that were asked for. And content goes when its
-- time is over: what was decided on before there was a job for that gets one, which looks by itself when that is.
create table mailed_links (
  id bytea not null primary key,
  delivery_id bytea not null references deliveries (id),
  mailed_at bigint not null
);
create index mailed_links_of_delivery on mailed_links (delivery_id, mailed_at);

insert into jobs (kind, subject, due_at, attempts)
select 'retain', id, 0, 0 from deliveries where intake = 1 and content = 0 and (decision <> 0 or offer = 3);
