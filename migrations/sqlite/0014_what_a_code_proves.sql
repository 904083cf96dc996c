-- Why: codes go to a mailbox or to a telephone, and what comes of typing one depends on it. Codes that are there went by mail.
alter table codes add column method text not null default 'mail-code';
