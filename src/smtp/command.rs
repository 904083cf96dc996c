//! One command line: what it asks for, or the reply that says what is wrong with it.
//!
//! `smtp-proto` takes the lines apart; what it is lenient about (arguments where none belong, addresses of any shape,
//! extensions that we do not offer) is judged here.

use smtp_proto::{Error, MAIL_BODY_7BIT, MAIL_BODY_8BITMIME, MAIL_RET_FULL, MAIL_RET_HDRS, MAIL_SMTPUTF8, Request};
use smtp_proto::{MailFrom, RcptTo};

use super::reply::Reply;
use crate::erds::address::Address;

/// A command that we serve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Command {
    Auth { mechanism: String, initial: Option<String> },
    Bdat,
    Data,
    Ehlo,
    Helo,
    Help,
    Mail { from: Option<Address>, size: u64, utf8: bool },
    Noop,
    Quit,
    Rcpt { to: Address },
    Rset,
    StartTls,
    Vrfy,
}

/// Reads a line without its CRLF.
pub(super) fn parse(line: &[u8]) -> Result<Command, Reply> {
    let text = std::str::from_utf8(line).map_err(|_| syntax("this line is not UTF-8"))?;
    let (verb, argument) = text.split_once(' ').unwrap_or((text, ""));
    let bare = |command| {
        if argument.trim().is_empty() { Ok(command) } else { Err(parameter("this command takes no argument")) }
    };
    match verb.to_ascii_uppercase().as_str() {
        "AUTH" => return auth(argument),
        "BDAT" => return Ok(Command::Bdat),
        "DATA" => return bare(Command::Data),
        "QUIT" => return bare(Command::Quit),
        "RSET" => return bare(Command::Rset),
        "STARTTLS" => return bare(Command::StartTls),
        "EXPN" | "ETRN" | "ATRN" | "TURN" | "BURL" | "LHLO" | "SEND" | "SOML" | "SAML" => {
            return Err(Reply::new(502, "5.5.1", "this command is not served here"));
        }
        _ => {}
    }
    let whole = [line, b"\r\n"].concat();
    match Request::parse(&mut whole.iter()) {
        Ok(Request::Ehlo { .. }) => Ok(Command::Ehlo),
        Ok(Request::Helo { .. }) => Ok(Command::Helo),
        Ok(Request::Help { .. }) => Ok(Command::Help),
        Ok(Request::Noop { .. }) => Ok(Command::Noop),
        Ok(Request::Vrfy { .. }) => Ok(Command::Vrfy),
        Ok(Request::Mail { from }) => mail(&from),
        Ok(Request::Rcpt { to }) => rcpt(&to),
        Err(Error::SyntaxError { syntax }) => Err(Reply::new(501, "5.5.4", format!("this command reads: {syntax}"))),
        Err(Error::InvalidParameter { param }) => Err(parameter(&format!("{param} has a wrong value"))),
        Err(Error::UnsupportedParameter { .. }) => Err(unsupported()),
        Err(Error::InvalidSenderAddress) => Err(Reply::new(553, "5.1.7", "this is not an e-mail address")),
        Err(Error::InvalidRecipientAddress) => Err(Reply::new(553, "5.1.3", "this is not an e-mail address")),
        Ok(_) | Err(_) => Err(syntax("unknown command")),
    }
}

/// Decodes what AUTH carries: base64, at most 12 KiB of it.
pub(super) fn decode_base64(text: &str) -> Result<String, Reply> {
    use base64::Engine as _;
    let octets = base64::engine::general_purpose::STANDARD.decode(text.trim());
    let wrong = || Reply::new(501, "5.5.2", "this is not base64 of a name or password");
    String::from_utf8(octets.map_err(|_| wrong())?).map_err(|_| wrong())
}

pub(super) fn syntax(text: &str) -> Reply {
    Reply::new(500, "5.5.2", text)
}

fn parameter(text: &str) -> Reply {
    Reply::new(501, "5.5.4", text)
}

fn unsupported() -> Reply {
    Reply::new(555, "5.5.4", "a parameter on this line is not offered here")
}

fn auth(argument: &str) -> Result<Command, Reply> {
    let (mechanism, initial) = argument.trim().split_once(' ').unwrap_or((argument.trim(), ""));
    if mechanism.is_empty() {
        return Err(parameter("this command reads: AUTH mechanism [initial-response]"));
    }
    let initial = Some(initial.trim().to_owned()).filter(|initial| !initial.is_empty());
    Ok(Command::Auth { mechanism: mechanism.to_ascii_uppercase(), initial })
}

type Text<'a> = std::borrow::Cow<'a, str>;

fn mail(from: &MailFrom<Text<'_>>) -> Result<Command, Reply> {
    let known = MAIL_BODY_7BIT | MAIL_BODY_8BITMIME | MAIL_RET_FULL | MAIL_RET_HDRS | MAIL_SMTPUTF8;
    let others = from.trans_id.is_some() || from.solicit.is_some() || from.mtrk.is_some();
    let numbers = from.by != 0 || from.hold_for != 0 || from.hold_until != 0 || from.mt_priority != 0;
    if from.flags & !known != 0 || others || numbers {
        return Err(unsupported());
    }
    let utf8 = from.flags & MAIL_SMTPUTF8 != 0;
    let address = match from.address.as_ref() {
        "" => None,
        text => Some(address(text, utf8, "5.1.7")?),
    };
    Ok(Command::Mail { from: address, size: from.size as u64, utf8 })
}

fn rcpt(to: &RcptTo<Text<'_>>) -> Result<Command, Reply> {
    let known = smtp_proto::RCPT_NOTIFY_SUCCESS
        | smtp_proto::RCPT_NOTIFY_FAILURE
        | smtp_proto::RCPT_NOTIFY_DELAY
        | smtp_proto::RCPT_NOTIFY_NEVER;
    if to.flags & !known != 0 || to.rrvs != 0 {
        return Err(unsupported());
    }
    // Whether the session speaks SMTPUTF8 is the session's to know; it asks again.
    Ok(Command::Rcpt { to: address(&to.address, true, "5.1.3")? })
}

fn address(text: &str, utf8: bool, enhanced: &'static str) -> Result<Address, Reply> {
    let address = Address::parse(text).map_err(|error| Reply::new(553, enhanced, error.to_string()))?;
    check_utf8(&address, utf8)?;
    Ok(address)
}

/// An address beyond ASCII needs SMTPUTF8 on the MAIL line ([RFC 6531 §3.4]).
pub(super) fn check_utf8(address: &Address, utf8: bool) -> Result<(), Reply> {
    if utf8 || address.as_str().is_ascii() {
        Ok(())
    } else {
        Err(Reply::new(553, "5.6.7", "this address needs SMTPUTF8 on the MAIL line"))
    }
}
