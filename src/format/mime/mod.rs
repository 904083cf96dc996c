//! What we read of a message: its header fields, its parts for the content page, and what in it would report on the
//! reader. The message itself is never changed: the sender's bytes are evidence.

mod references;

pub use references::{Reference, remote_references};
