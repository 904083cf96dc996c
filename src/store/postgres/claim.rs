//! Claiming jobs on a server: what another worker is just taking is passed over, not waited for.

/// Takes the due jobs of a kind into hand.
pub(super) const CLAIM: &str = "with due as materialized (\
     select subject from jobs where kind = $2 and dead_at is null and due_at <= $3 \
     and (leased_until_at is null or leased_until_at <= $3) order by due_at limit $4 for update skip locked) \
     update jobs set leased_until_at = $1, attempts = attempts + 1 from due \
     where jobs.kind = $2 and jobs.subject = due.subject returning jobs.subject, jobs.attempts";
