//! What we say to a mail program ([RFC 5321 §4.2], enhanced codes [RFC 3463]).

/// A refusal or a deferral, in the words that the sender's program shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// 4yz: try again. 5yz: do not.
    pub code: u16,
    /// Its enhanced code, such as `5.7.1`.
    pub enhanced: &'static str,
    /// One line that says what is wrong and the way out.
    pub text: String,
}

impl Reply {
    /// A reply with these codes and words.
    pub fn new(code: u16, enhanced: &'static str, text: impl Into<String>) -> Self {
        Self { code, enhanced, text: text.into() }
    }

    /// The message or command is refused for what it is.
    pub fn refused(enhanced: &'static str, text: impl Into<String>) -> Self {
        Self::new(550, enhanced, text)
    }

    /// We cannot keep it at the moment (disk full, queue full).
    pub fn full() -> Self {
        Self::new(
            452,
            "4.3.1",
            "we cannot store your message at the moment; nothing of it was kept, send it again later",
        )
    }

    /// Something on our side failed.
    pub fn later() -> Self {
        Self::new(451, "4.3.0", "something failed on our side; nothing was taken, send it again later")
    }

    /// The line as it is sent: printable ASCII, at most 500 octets.
    pub(super) fn line(&self) -> String {
        line(self.code, self.enhanced, &self.text)
    }
}

/// One reply line. What is not printable ASCII in the words is replaced: it may come from a stranger's message.
pub(super) fn line(code: u16, enhanced: &str, text: &str) -> String {
    let text: String = text.chars().take(480).map(|c| if c.is_ascii_graphic() || c == ' ' { c } else { '?' }).collect();
    match enhanced {
        "" => format!("{code} {text}\r\n"),
        _ => format!("{code} {enhanced} {text}\r\n"),
    }
}
