//! Claiming jobs on SQLite: inside the writer's transaction, which nobody shares.

/// Takes the due jobs of a kind into hand.
pub(super) const CLAIM: &str = "update jobs set leased_until_at = $1, attempts = attempts + 1 where kind = $2 and subject in (\
     select subject from jobs where kind = $2 and dead_at is null and due_at <= $3 \
     and (leased_until_at is null or leased_until_at <= $3) order by due_at limit $4 + 0) \
     returning subject, attempts";
