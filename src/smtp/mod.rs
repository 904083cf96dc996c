//! Floor 7: the SMTP door. `session` is the protocol without sockets, `server` the sockets, `door` what stands behind a
//! session, `mailbox` the built-in mailbox for trying out.

mod auth;
mod command;
mod data;
mod door;
mod guard;
pub mod mailbox;

mod reply;
pub mod returns;
mod server;
mod session;
mod tally;
pub mod tls;

#[cfg(test)]
mod dialogues;
#[cfg(test)]
mod smuggling;

pub use data::{Fault, Reader};
pub use door::Door;
pub use reply::Reply;
pub use server::{Limits, Server};
pub use session::{Envelope, Rules, Session, Step};
pub use tally::Tally;
