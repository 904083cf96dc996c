-- Why: whoever gets a mandate opens it by the link of a mail, before anything is stated about their address. What it says stands
-- in the chains of both addresses; here are the two addresses, encrypted under the master key.
create table mandates (
  id blob not null primary key,
  record blob not null,
  given_at integer not null
) strict;
