//! The tree against an implementation that we did not write, and the formats as files.

mod formats;
mod policies;
mod tree;
mod witnesses;
