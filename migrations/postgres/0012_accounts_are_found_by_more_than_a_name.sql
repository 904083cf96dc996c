-- Why: a mail server that hands in for an account shows a certificate, or signs for a domain (DKIM), and says no name. Both stand
-- here as keyed hashes; whether the account still holds them is its own record's word. A later account takes a mark over.
create table account_marks (
  mark bytea not null primary key,
  account_index bytea not null references accounts (name_index)
);
