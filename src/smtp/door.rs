//! What stands behind a session: who may send, and what becomes of a message. One door for each connection.

use std::future::Future;
use std::net::IpAddr;

use super::reply::Reply;
use super::session::Envelope;
use crate::erds::address::Address;

/// The side of a session that knows accounts and keeps messages. It lives as long as the connection, so it remembers who
/// authenticated and the message that is coming in.
pub trait Door: Send {
    /// From where the connection comes, before anything is said.
    fn connected(&mut self, _from: IpAddr) {}

    /// Checks a name and password; takes the same time whether the account exists or not.
    fn authenticate(&mut self, name: &str, password: &str) -> impl Future<Output = Result<(), Reply>> + Send;

    /// Whether the holder of this TLS client certificate (DER) is known, so that it need not authenticate otherwise. That it
    /// holds the key was shown in the handshake.
    fn certificate(&mut self, _der: &[u8]) -> impl Future<Output = bool> + Send {
        async { false }
    }

    /// Whether this return path may be used. `None` is the empty one.
    fn sender(&mut self, from: Option<&Address>) -> impl Future<Output = Result<(), Reply>> + Send;

    /// Whether messages for this addressee are taken.
    fn recipient(&mut self, to: &Address) -> impl Future<Output = Result<(), Reply>> + Send;

    /// A message begins. An error is told in place of 354.
    fn begin(&mut self, envelope: &Envelope) -> impl Future<Output = Result<(), Reply>> + Send;

    /// The next octets of the message, at most 64 KiB. What fails here is told by `finish`.
    fn chunk(&mut self, octets: &[u8]) -> impl Future<Output = ()> + Send;

    /// The message is complete. `Ok` holds the words of the 250 line and means that the message is on disk.
    fn finish(&mut self) -> impl Future<Output = Result<String, Reply>> + Send;

    /// The message is forgotten: it broke a rule, or the connection is gone.
    fn abort(&mut self) -> impl Future<Output = ()> + Send;
}
