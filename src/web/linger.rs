//! Closing a connection whose request was not read to its end, so that the answer arrives all the same: what is closed with octets
//! unread is reset, and a reset takes away what the other side has not read yet (RFC 9112 §9.6). So after the answer nothing more is
//! written, and what still comes is thrown away until the other side is done, or for a while.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes};
use hyper::body::{Body as _, Frame, SizeHint};

/// How long what still comes is thrown away.
pub(super) const LINGER: Duration = Duration::from_secs(5);

/// Whether a request of the connection was left before its end.
#[derive(Clone, Default)]
pub(super) struct Left(Arc<AtomicBool>);

impl Left {
    /// Whether one was.
    pub(super) fn any(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }

    /// The request's body, which is noted here where it is dropped before its end.
    pub(super) fn watch(&self, body: hyper::body::Incoming) -> Body {
        Body::new(Watched { body, left: self.clone() })
    }
}

struct Watched {
    body: hyper::body::Incoming,
    left: Left,
}

impl hyper::body::Body for Watched {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        if !self.body.is_end_stream() {
            self.left.0.store(true, Ordering::Release);
        }
    }
}
