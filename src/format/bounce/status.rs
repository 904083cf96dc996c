//! What an enhanced status code ([RFC 3463], the registry of [RFC 5248]) says of the reason, and what a bare SMTP reply code does.
//!
//! Exchange Online has codes of its own from 300 on. Many servers give a code that only means "no": `5.0.0`, `5.3.0`, `5.5.0`, `5.7.1`. Those say nothing here, or little.

use super::reason::Reason;
use crate::format::dsn::Status;

/// The reason that a code names by itself.
pub(super) fn named(status: Status) -> Option<Reason> {
    let for_good = status.class == 5;
    Some(match (status.subject, status.detail) {
        (1, 0 | 1 | 3 | 4) => Reason::UnknownUser,
        (1, 2) | (4, 3 | 4 | 310 | 312) => Reason::UnknownHost,
        (1, 6) => Reason::Moved,
        (1, 7 | 8) | (7, 27) => Reason::SenderRejected,
        (1, 10) | (3, 2) => Reason::NotAccepting,
        (2, 1) if for_good => Reason::Disabled,
        (2, 2) => Reason::MailboxFull,
        (2, 3) | (3, 4) => Reason::TooLarge,
        (3, 1 | 3 | 5) => Reason::System,
        (4, 1) if for_good => return None,
        (4, 1 | 7 | 300) => Reason::Expired,
        (4, 2 | 5 | 6 | 316 | 317) => Reason::Network,
        (5, 1 | 2 | 4 | 5) | (6, 7) => Reason::Protocol,
        (6, 1 | 2 | 3 | 5 | 6 | 9) => Reason::Content,
        (7, 4 | 10 | 11) => Reason::TlsRequired,
        (7, 7 | 20..=24 | 26 | 29) => Reason::Authentication,
        (7, 25) => Reason::Blocked,
        (5, 3) | (7, 28) => Reason::RateLimited,
        _ => return None,
    })
}

/// What a code that only means "no" usually stands for.
pub(super) fn hinted(status: Status) -> Option<Reason> {
    Some(match (status.class, status.subject, status.detail) {
        (_, 1, _) | (5, 5, 0) => Reason::UnknownUser,
        (5, 2, _) => Reason::Disabled,
        (4, 2, _) => Reason::MailboxFull,
        (_, 3, _) => Reason::System,
        (_, 4, _) => Reason::Network,
        (_, 5, _) => Reason::Protocol,
        (_, 6, _) => Reason::Content,
        (_, 7, _) => Reason::Policy,
        _ => return None,
    })
}

/// What a bare reply code usually stands for.
pub(super) fn replied(code: u16) -> Option<Reason> {
    Some(match code {
        421 | 451 | 452 | 454 => Reason::System,
        422 | 552 => Reason::MailboxFull,
        500..=504 | 555 => Reason::Protocol,
        521 | 556 => Reason::NotAccepting,
        523 => Reason::TlsRequired,
        530 | 535 | 538 => Reason::Policy,
        550 | 551 | 553 => Reason::UnknownUser,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_that_name_a_reason_do_and_codes_that_only_say_no_do_not() {
        let named = |text: &str| named(Status::find(text).unwrap());
        assert_eq!(named("5.1.1"), Some(Reason::UnknownUser));
        assert_eq!(named("4.2.2"), Some(Reason::MailboxFull));
        assert_eq!(named("5.1.10"), Some(Reason::NotAccepting));
        assert_eq!(named("5.7.10"), Some(Reason::TlsRequired));
        assert_eq!(named("5.7.26"), Some(Reason::Authentication));
        for no in ["5.0.0", "5.7.1", "4.2.1", "5.3.0", "5.5.0", "2.0.0"] {
            assert_eq!(named(no), None, "{no}");
        }
        assert_eq!(hinted(Status::find("5.7.1").unwrap()), Some(Reason::Policy));
        assert_eq!(replied(550), Some(Reason::UnknownUser));
        assert_eq!(replied(250), None);
    }
}
