//! What a group writes, table by table, in the order in which rows depend on each other. Each is one text that SQLite and
//! PostgreSQL both run.

use super::many::Many;

/// A statement of a group, in the order of execution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Table {
    Submissions,
    Contents,
    Deliveries,
    References,
    Records,
    Keys,
    Attributes,
    Steps,
    Sealings,
    Generations,
    Erasures,
    RecordsErased,
    Statements,
    Sealed,
    Extracts,
    OwnChains,
    OwnStatements,
    OwnSealed,
    Mandates,
    MandatesForgotten,
    Notices,
    NoticeEnds,
    Probes,
    Acknowledgements,
    Replies,
    ReplyKeys,
    RepliesAnswered,
    RepliesConfirmed,
    ReplyKeysDestroyed,
    RepliesDestroyed,
    Handed,
    HandedForgotten,
    Exports,
    ArchiveStamps,
    ArchiveLinks,
    ArchiveLeaves,
    HandIns,
    SpentTokens,
    CodesReplaced,
    Codes,
    CodeTries,
    MailedLinks,
    Sessions,
    Proofs,
    ProofEnds,
    AttributesForgotten,
    Subjects,
    Told,
    AbuseReports,
    Accounts,
    AccountMarks,
    ApiTokens,
    Settings,
    ServiceStatements,
    Outages,
    OutageEnds,
    Heartbeat,
    TlogWaiting,
    TlogEntries,
    TlogIndexed,
    TlogCheckpoints,
    TlogCosignatures,
    TlogSequencer,
    TlogHeld,
    JobsDone,
    JobsAgain,
    JobsRetried,
    JobsDead,
    Jobs,
}

/// The statements, one per `Table` and in its order.
pub(super) static TABLES: [(Table, Many); 69] = [
    (
        Table::Submissions,
        Many::new("insert into submissions (id, account_index, message_id_index, submitted_at) values ", 4, ""),
    ),
    (
        Table::Contents,
        Many::new("insert into contents (submission_id, version, size, prefix, bytes, file) values ", 6, ""),
    ),
    (
        Table::Deliveries,
        Many::new(
            "insert into deliveries (id, submission_id, version, intake, offer, deadline_at, decision, content, handover, \
             chain_length, chain_digest, sealed_length, link_generation, addressee_index, sender_index) values ",
            15,
            "",
        ),
    ),
    (Table::References, Many::new("insert into delivery_references (mark, delivery_id) values ", 2, "")),
    (Table::Records, Many::new("insert into records (delivery_id, bytes) values ", 2, "")),
    (
        Table::Keys,
        Many::new(
            "insert into keys (delivery_id, submission_id, record_key, content_key, submission_key) values ",
            5,
            "",
        ),
    ),
    (
        Table::Attributes,
        Many::new(
            "insert into delivery_attributes (delivery_id, attribute, mac) values ",
            3,
            " on conflict (delivery_id, attribute, mac) do nothing",
        ),
    ),
    (
        Table::Steps,
        Many::new(
            "with step (id, version, intake, offer, deadline_at, decision, content, handover, chain_length, chain_digest) as \
         (values ",
            10,
            ") update deliveries set version = step.version, intake = step.intake, offer = step.offer, \
         deadline_at = step.deadline_at, decision = step.decision, content = step.content, handover = step.handover, \
         chain_length = step.chain_length, chain_digest = step.chain_digest from step where deliveries.id = step.id",
        ),
    ),
    (
        Table::Sealings,
        Many::new(
            "with seal (id, length) as (values ",
            2,
            ") update deliveries set sealed_length = seal.length from seal where deliveries.id = seal.id",
        ),
    ),
    (
        Table::Generations,
        Many::new(
            "with link (id, generation) as (values ",
            2,
            ") update deliveries set link_generation = link.generation from link where deliveries.id = link.id",
        ),
    ),
    (
        Table::Erasures,
        Many::new("update deliveries set addressee_index = null, sender_index = null where id in (values ", 1, ")"),
    ),
    (Table::RecordsErased, Many::new("delete from records where delivery_id in (values ", 1, ")")),
    (
        Table::Statements,
        Many::new("insert into statements (id, delivery_id, sequence, event, stated_at, digest, bytes) values ", 7, ""),
    ),
    (Table::Sealed, Many::new("insert into sealed (statement_id, bytes, sealed_at) values ", 3, "")),
    (Table::Extracts, Many::new("insert into extracts (statement_id, id, bytes, openings) values ", 4, "")),
    (Table::OwnChains, Many::new("insert into own_chains (id, addressee_index, wrapped_key) values ", 3, "")),
    (
        Table::OwnStatements,
        Many::new(
            "insert into own_statements (id, chain_id, sequence, event, stated_at, digest, bytes) values ",
            7,
            "",
        ),
    ),
    (Table::OwnSealed, Many::new("insert into own_sealed (statement_id, bytes, sealed_at) values ", 3, "")),
    (Table::Mandates, Many::new("insert into mandates (id, record, given_at) values ", 3, "")),
    (Table::MandatesForgotten, Many::new("delete from mandates where id in (values ", 1, ")")),
    (
        Table::Notices,
        Many::new(
            "insert into notices (delivery_id, number, state, deadline_at, generation, template, template_digest, bytes, \
         begun_at, reminder) values ",
            10,
            " on conflict (delivery_id, number) do update set state = excluded.state, \
         last_begun_at = excluded.begun_at, ended_at = null where notices.state <> 1",
        ),
    ),
    (
        Table::NoticeEnds,
        Many::new(
            "with attempt (delivery_id, number, state, dialogue, ended_at) as (values ",
            5,
            ") update notices set state = attempt.state, dialogue = coalesce(attempt.dialogue, notices.dialogue), \
         ended_at = attempt.ended_at from attempt where notices.delivery_id = attempt.delivery_id and notices.number = attempt.number and notices.state <> 1",
        ),
    ),
    (
        Table::Probes,
        Many::new(
            "insert into probes (delivery_id, first_at, last_at, failed_at) values ",
            4,
            " on conflict (delivery_id) do update set first_at = coalesce(probes.first_at, excluded.first_at), \
         last_at = coalesce(excluded.last_at, probes.last_at), \
         failed_at = case when excluded.last_at is null then coalesce(probes.failed_at, excluded.failed_at) end",
        ),
    ),
    (
        Table::Acknowledgements,
        Many::new("insert into acknowledgements (delivery_id, digest, bytes, made_at) values ", 4, ""),
    ),
    (
        Table::Replies,
        Many::new(
            "insert into replies (delivery_id, digest, facts, bytes, came_at, until_at, answered) values ",
            7,
            " on conflict (delivery_id, digest) do nothing",
        ),
    ),
    (
        Table::ReplyKeys,
        Many::new(
            "insert into reply_keys (delivery_id, digest, wrapped_key) values ",
            3,
            " on conflict (delivery_id, digest) do nothing",
        ),
    ),
    (
        Table::RepliesAnswered,
        Many::new("update replies set answered = 1 where (delivery_id, digest) in (values ", 2, ")"),
    ),
    (
        Table::RepliesConfirmed,
        Many::new("update replies set until_at = null where (delivery_id, digest) in (values ", 2, ")"),
    ),
    (Table::ReplyKeysDestroyed, Many::new("delete from reply_keys where (delivery_id, digest) in (values ", 2, ")")),
    (Table::RepliesDestroyed, Many::new("delete from replies where (delivery_id, digest) in (values ", 2, ")")),
    (
        Table::Handed,
        Many::new(
            "insert into handed (delivery_id, part, from_byte, to_byte, handed_at) values ",
            5,
            " on conflict (delivery_id, part, from_byte, to_byte) do nothing",
        ),
    ),
    (Table::HandedForgotten, Many::new("delete from handed where delivery_id in (values ", 1, ")")),
    (
        Table::Exports,
        Many::new(
            "insert into exports (delivery_id, length, form, size, prefix, wrapped_key, bytes, file, made_at) values ",
            9,
            " on conflict (delivery_id, length, form) do update set size = excluded.size, prefix = excluded.prefix, \
             wrapped_key = excluded.wrapped_key, bytes = excluded.bytes, file = excluded.file, made_at = excluded.made_at",
        ),
    ),
    (Table::ArchiveStamps, Many::new("insert into archive_stamps (id, digest, token, made_at) values ", 4, "")),
    (Table::ArchiveLinks, Many::new("insert into archive_links (stamp_id, next_id, path) values ", 3, "")),
    (
        Table::ArchiveLeaves,
        Many::new(
            "insert into archive_leaves (delivery_id, length, made_at, chain, digest, hashes, before_id, stamp_id, path) values ",
            9,
            " on conflict (delivery_id, length, made_at, chain) do update set digest = excluded.digest, \
             hashes = excluded.hashes, before_id = excluded.before_id, stamp_id = excluded.stamp_id, path = excluded.path \
             where archive_leaves.stamp_id is null",
        ),
    ),
    (
        Table::HandIns,
        Many::new(
            "insert into hand_ins (fingerprint, submission_id, until_at) values ",
            3,
            " on conflict (fingerprint) do update set submission_id = excluded.submission_id, until_at = excluded.until_at",
        ),
    ),
    (Table::SpentTokens, Many::new("insert into spent_tokens (id, until_at) values ", 2, "")),
    (Table::CodesReplaced, Many::new("update codes set used = 1 where used = 0 and delivery_id in (values ", 1, ")")),
    (
        Table::Codes,
        Many::new("insert into codes (id, delivery_id, mac, tries, used, made_at, until_at, method) values ", 8, ""),
    ),
    (
        Table::CodeTries,
        Many::new(
            "with try (id, tries, used) as (values ",
            3,
            ") update codes set tries = try.tries, used = try.used from try where codes.id = try.id",
        ),
    ),
    (Table::MailedLinks, Many::new("insert into mailed_links (id, delivery_id, mailed_at) values ", 3, "")),
    (
        Table::Sessions,
        Many::new("insert into sessions (hash, delivery_id, method, proven_at, until_at, vouched) values ", 6, ""),
    ),
    (
        Table::Proofs,
        Many::new("insert into proofs (id, delivery_id, means, secret, outcome, made_at, until_at) values ", 7, ""),
    ),
    (
        Table::ProofEnds,
        Many::new(
            "with ended (id, outcome) as (values ",
            2,
            ") update proofs set outcome = ended.outcome from ended where proofs.id = ended.id",
        ),
    ),
    (Table::AttributesForgotten, Many::new("delete from delivery_attributes where delivery_id in (values ", 1, ")")),
    (
        Table::Subjects,
        Many::new(
            "insert into delivery_subjects (delivery_id, mac) values ",
            2,
            " on conflict (delivery_id) do nothing",
        ),
    ),
    (
        Table::Told,
        Many::new("insert into told (subject, what, told_at) values ", 3, " on conflict (subject, what) do nothing"),
    ),
    (Table::AbuseReports, Many::new("insert into abuse_reports (id, delivery_id, record, made_at) values ", 4, "")),
    (
        Table::Accounts,
        Many::new(
            "insert into accounts (name_index, record, changed_at) values ",
            3,
            " on conflict (name_index) do update set record = excluded.record, changed_at = excluded.changed_at",
        ),
    ),
    (
        Table::AccountMarks,
        Many::new(
            "insert into account_marks (mark, account_index) values ",
            2,
            " on conflict (mark) do update set account_index = excluded.account_index",
        ),
    ),
    (Table::ApiTokens, Many::new("insert into api_tokens (hash, account_index, scopes, made_at) values ", 4, "")),
    (
        Table::Settings,
        Many::new(
            "insert into settings (name, value) values ",
            2,
            " on conflict (name) do update set value = excluded.value",
        ),
    ),
    (Table::ServiceStatements, Many::new("insert into service_statements (id, started_at, note) values ", 3, "")),
    (
        Table::Outages,
        Many::new(
            "insert into outages (id, failing, by_operator, delivery_id, from_at, to_at, words, noted_at) values ",
            8,
            " on conflict (id) do nothing",
        ),
    ),
    (
        Table::OutageEnds,
        Many::new(
            "with ended (id, to_at) as (values ",
            2,
            ") update outages set to_at = ended.to_at from ended where outages.id = ended.id and outages.to_at is null",
        ),
    ),
    (
        Table::Heartbeat,
        Many::new(
            "insert into heartbeat (place, beat_at, ahead) values ",
            3,
            " on conflict (place) do update set beat_at = excluded.beat_at, ahead = excluded.ahead",
        ),
    ),
    (
        Table::TlogWaiting,
        Many::new(
            "with arrived (id, kind, entry, not_before_at) as (values ",
            4,
            ") insert into tlog_waiting (id, kind, entry, not_before_at) \
         select arrived.id, arrived.kind, arrived.entry, arrived.not_before_at from arrived \
         where not exists (select 1 from tlog_entries where tlog_entries.id = arrived.id) on conflict (id) do nothing",
        ),
    ),
    (Table::TlogEntries, Many::new("insert into tlog_entries (number, id, kind, entry) values ", 4, "")),
    (Table::TlogIndexed, Many::new("delete from tlog_waiting where arrival in (values ", 1, ")")),
    (
        Table::TlogCheckpoints,
        Many::new("insert into tlog_checkpoints (size, root, note, fence, signed_at) values ", 5, ""),
    ),
    (
        Table::TlogCosignatures,
        Many::new(
            "insert into tlog_cosignatures (size, key_name, key_id, line, received_at) values ",
            5,
            " on conflict (size, key_name, key_id) do nothing",
        ),
    ),
    (
        Table::TlogSequencer,
        Many::new(
            "with next (fence, holder, until_at) as (values ",
            3,
            ") update tlog_sequencer set fence = next.fence, holder = next.holder, until_at = next.until_at from next",
        ),
    ),
    (
        Table::TlogHeld,
        Many::new(
            "with held (hour_at) as (values ",
            1,
            ") update tlog_sequencer set held_hour_at = held.hour_at from held",
        ),
    ),
    (
        Table::JobsDone,
        Many::new(
            "delete from jobs where again_at is null and (kind, subject, attempts, leased_until_at) in (values ",
            4,
            ")",
        ),
    ),
    (
        Table::JobsAgain,
        Many::new(
            "update jobs set due_at = again_at, again_at = null, leased_until_at = null, attempts = 0 \
         where again_at is not null and (kind, subject, attempts, leased_until_at) in (values ",
            4,
            ")",
        ),
    ),
    (
        Table::JobsRetried,
        Many::new(
            "with job (kind, subject, attempts, until_at, due_at) as (values ",
            5,
            ") update jobs set due_at = case when jobs.again_at < job.due_at then jobs.again_at else job.due_at end, \
         again_at = null, leased_until_at = null from job where jobs.kind = job.kind and jobs.subject = job.subject \
         and jobs.attempts = job.attempts and jobs.leased_until_at = job.until_at",
        ),
    ),
    (
        Table::JobsDead,
        Many::new(
            "with job (kind, subject, attempts, until_at, dead_at, why) as (values ",
            6,
            ") update jobs set dead_at = case when jobs.again_at is null then job.dead_at end, \
         why = case when jobs.again_at is null then job.why end, \
         due_at = case when jobs.again_at is null then jobs.due_at else jobs.again_at end, \
         attempts = case when jobs.again_at is null then jobs.attempts else 0 end, \
         again_at = null, leased_until_at = null from job \
         where jobs.kind = job.kind and jobs.subject = job.subject and jobs.attempts = job.attempts \
         and jobs.leased_until_at = job.until_at",
        ),
    ),
    (
        Table::Jobs,
        Many::new(
            "insert into jobs (kind, subject, due_at, attempts) values ",
            4,
            " on conflict (kind, subject) do update set \
         due_at = case when jobs.leased_until_at is null and (jobs.dead_at is not null or excluded.due_at < jobs.due_at) \
         then excluded.due_at else jobs.due_at end, \
         again_at = case when jobs.leased_until_at is not null and (jobs.again_at is null or excluded.due_at < jobs.again_at) \
         then excluded.due_at else jobs.again_at end, \
         attempts = case when jobs.dead_at is null then jobs.attempts else 0 end, dead_at = null, why = null",
        ),
    ),
];
