//! Floor 0: IANA zones compiled in, and the last day of a term.
