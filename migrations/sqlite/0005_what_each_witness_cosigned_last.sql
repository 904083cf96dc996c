-- Why: each witness goes on from the largest checkpoint that it cosigned; that is looked up by its keys, with every checkpoint.

create index tlog_cosignatures_by_key on tlog_cosignatures (key_name, key_id, size);
