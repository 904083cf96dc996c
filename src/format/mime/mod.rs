//! What we read of a message: its header fields, its parts for the content page, and what in it would report on the
//! reader. The message itself is never changed: the sender's bytes are evidence.

mod contents;
mod css;
mod headers;
mod markup;
mod outline;
mod references;
mod transfer;

#[cfg(test)]
mod tests;

pub use contents::{Attachment, Body, Contents, Found, Scan, contents, trackers};
pub(in crate::format) use headers::words;
pub use headers::{Header, HeaderScan, Mailbox, RECEIPT_REQUESTS, addressees, asks_for_receipt};
pub use references::{Reference, remote_references};
pub use transfer::{Decoder, Encoding};
