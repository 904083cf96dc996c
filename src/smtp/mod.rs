//! Floor 7.
