//! The exchanges AUTH PLAIN ([RFC 4616]) and AUTH LOGIN: lines in, a name and a password out. Checks nothing itself.

use super::command::decode_base64;
use super::reply::Reply;

/// An exchange under way.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Auth {
    Plain,
    LoginName,
    LoginPassword { name: String },
}

/// How an exchange goes on.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Progress {
    /// Send this challenge (base64) and wait for a line.
    Ask(Auth, &'static str),
    /// All is said.
    Check { name: String, password: String },
}

impl Auth {
    /// The exchange with this name.
    pub(super) fn named(mechanism: &str) -> Option<Self> {
        match mechanism {
            "PLAIN" => Some(Self::Plain),
            "LOGIN" => Some(Self::LoginName),
            _ => None,
        }
    }

    /// Begins, with what stood on the AUTH line.
    pub(super) fn begin(self, initial: Option<&str>) -> Result<Progress, Reply> {
        match (self, initial) {
            (auth, Some("=")) => auth.next(b""),
            (auth, Some(initial)) => auth.next(initial.as_bytes()),
            (Self::Plain, None) => Ok(Progress::Ask(Self::Plain, "")),
            (auth, None) => Ok(Progress::Ask(auth, "VXNlcm5hbWU6")),
        }
    }

    /// Goes on with the client's line.
    pub(super) fn next(self, line: &[u8]) -> Result<Progress, Reply> {
        if line == b"*" {
            return Err(Reply::new(501, "5.7.0", "cancelled"));
        }
        let text = decode_base64(&String::from_utf8_lossy(line))?;
        match self {
            Self::LoginName => Ok(Progress::Ask(Self::LoginPassword { name: text }, "UGFzc3dvcmQ6")),
            Self::LoginPassword { name } => Ok(Progress::Check { name, password: text }),
            Self::Plain => {
                let mut pieces = text.splitn(3, '\0');
                let (Some(other), Some(name), Some(password)) = (pieces.next(), pieces.next(), pieces.next()) else {
                    return Err(Reply::new(501, "5.5.2", "AUTH PLAIN takes a name and a password"));
                };
                if !other.is_empty() && other != name {
                    return Err(Reply::new(535, "5.7.8", "nobody may act for another account"));
                }
                Ok(Progress::Check { name: name.to_owned(), password: password.to_owned() })
            }
        }
    }
}
