//! One SMTP session without sockets ([RFC 5321], submission [RFC 6409]): octets in, replies and actions out.
//!
//! The caller feeds what it reads, asks for the next step until that is `Wait`, sends what `output` holds, and answers the
//! actions that ask something. Nothing that a client sends ends the session by itself, except QUIT, BDAT (whose octets
//! would be read as commands), wrong passwords and too many errors.

use std::mem;

use super::auth::{Auth, Progress};
use super::command::{self, Command, check_utf8, syntax};
use super::data::{Fault, Reader};
use super::reply::{Reply, line};
use crate::erds::address::Address;

/// A command line's longest form, without CRLF; AUTH has its own.
const LINE: usize = 1_000;
/// The longest line of an AUTH exchange ([RFC 4954 §4]).
const AUTH_LINE: usize = 12_288;
/// Wrong commands before the session is closed.
const ERRORS: u32 = 20;
/// Wrong passwords before the session is closed.
const TRIES: u32 = 3;

/// How a session behaves.
#[derive(Clone, Debug)]
pub struct Rules {
    /// The name that we greet with.
    pub host: String,
    /// The most octets of a message.
    pub limit: u64,
    /// The most addressees of a message.
    pub addressees: usize,
    /// Whether a client must authenticate, over TLS. Without it anybody may send, also with an empty return path.
    pub authenticate: bool,
    /// Whether STARTTLS is offered.
    pub starttls: bool,
}

/// Who sends to whom, as MAIL and RCPT said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Envelope {
    /// The return path; `None` is the empty one.
    pub from: Option<Address>,
    /// Each addressee once, in the order in which they were named.
    pub to: Vec<Address>,
    /// Whether the client asked for SMTPUTF8.
    pub utf8: bool,
}

/// What the caller does next.
#[derive(Debug, PartialEq, Eq)]
pub enum Step {
    /// Send the output, then read more.
    Wait,
    /// Send the output, make the TLS handshake, call `tls_started`.
    StartTls,
    /// Answer whether this name and password belong together.
    Authenticate {
        /// The account's name.
        name: String,
        /// Its password.
        password: String,
    },
    /// Answer whether this return path may be used.
    Sender(Option<Address>),
    /// Answer whether this addressee is taken.
    Recipient(Address),
    /// Answer whether a message for this envelope can be taken at the moment.
    Begin(Envelope),
    /// Take the next octets of the message; no answer.
    Chunk(Vec<u8>),
    /// Forget the message; no answer.
    Abort,
    /// The message is complete: answer with the words of the 250 line, or with the refusal.
    Finish,
    /// Send the output and close.
    Close,
}

/// A session.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "four independent facts, each asked by itself")]
pub struct Session {
    rules: Rules,
    input: Vec<u8>,
    output: String,
    phase: Phase,
    tls: bool,
    hello: bool,
    authenticated: bool,
    mail: Option<Envelope>,
    overlong: bool,
    errors: u32,
    tries: u32,
}

#[derive(Debug)]
enum Phase {
    Commands,
    Auth(Auth),
    Data(Box<Reader>),
    /// The message ended; whether it was sound.
    Ended(Option<Fault>),
    AskedPassword,
    AskedSender(Envelope),
    AskedRecipient(Address),
    AskedBegin,
    AskedFinish,
    Handshake,
    Closed,
}

impl Session {
    /// A session that has just been connected, `tls` if it began with a handshake. The greeting is in its output.
    pub fn new(rules: Rules, tls: bool) -> Self {
        let output = line(220, "", &format!("{} ESMTP recepis", rules.host));
        Self {
            rules,
            input: Vec::new(),
            output,
            phase: Phase::Commands,
            tls,
            hello: false,
            authenticated: false,
            mail: None,
            overlong: false,
            errors: 0,
            tries: 0,
        }
    }

    /// Takes octets that were read.
    pub fn feed(&mut self, octets: &[u8]) {
        self.input.extend_from_slice(octets);
    }

    /// The replies to send; empty afterwards.
    pub fn output(&mut self) -> String {
        mem::take(&mut self.output)
    }

    /// Whether no transaction is under way: the moment for a shutdown.
    pub fn idle(&self) -> bool {
        self.mail.is_none() && matches!(self.phase, Phase::Commands)
    }

    /// Says goodbye for a reason of ours.
    pub fn shut(&mut self, reply: &Reply) {
        self.output.push_str(&reply.line());
        self.phase = Phase::Closed;
    }

    /// The client's certificate is one that the door knows: it need not authenticate otherwise.
    pub fn known_by_certificate(&mut self) {
        self.authenticated = true;
    }

    /// The handshake succeeded: all that was said before is forgotten ([RFC 3207 §4.2]).
    pub fn tls_started(&mut self) {
        self.input.clear();
        (self.tls, self.hello, self.mail, self.overlong) = (true, false, None, false);
        self.phase = Phase::Commands;
    }

    /// Answers the step that asked. The words of `Ok` count for `Finish` only.
    pub fn answer(&mut self, answer: Result<String, Reply>) {
        let phase = mem::replace(&mut self.phase, Phase::Commands);
        match (phase, answer) {
            (Phase::AskedPassword, Ok(_)) => {
                self.authenticated = true;
                self.say(235, "2.7.0", "welcome");
            }
            (Phase::AskedPassword, Err(reply)) => {
                self.refuse(&reply);
                self.tries += 1;
                if self.tries >= TRIES {
                    self.shut(&Reply::new(421, "4.7.0", "too many wrong attempts"));
                }
            }
            (Phase::AskedSender(envelope), Ok(_)) => {
                self.mail = Some(envelope);
                self.say(250, "2.1.0", "sender taken");
            }
            (Phase::AskedRecipient(to), Ok(_)) => {
                if let Some(mail) = &mut self.mail {
                    mail.to.push(to);
                }
                self.say(250, "2.1.5", "addressee taken");
            }
            (Phase::AskedBegin, Ok(_)) => {
                self.phase = Phase::Data(Box::new(Reader::new(self.rules.limit)));
                self.say(354, "", "go ahead; end with a line that holds one dot");
            }
            (Phase::AskedFinish, Ok(words)) => {
                self.mail = None;
                self.say(250, "2.0.0", &words);
            }
            (Phase::AskedFinish | Phase::AskedBegin, Err(reply)) => {
                self.mail = None;
                self.refuse(&reply);
            }
            (Phase::AskedSender(_) | Phase::AskedRecipient(_), Err(reply)) => self.refuse(&reply),
            (phase, _) => self.phase = phase,
        }
    }

    /// What to do next.
    pub fn step(&mut self) -> Step {
        loop {
            let step = match &mut self.phase {
                Phase::Closed => return Step::Close,
                Phase::Data(_) => self.data(),
                Phase::Ended(fault) => {
                    let fault = *fault;
                    Some(self.ended(fault))
                }
                Phase::Commands | Phase::Auth(_) => match self.take_line() {
                    None => return if matches!(self.phase, Phase::Closed) { Step::Close } else { Step::Wait },
                    Some(Err(reply)) => {
                        self.wrong(&reply);
                        None
                    }
                    Some(Ok(line)) if matches!(self.phase, Phase::Auth(_)) => self.auth_line(&line),
                    Some(Ok(line)) => self.command(&line),
                },
                _ => return Step::Wait,
            };
            if let Some(step) = step {
                return step;
            }
        }
    }

    /// The next line without its CRLF, once it is complete; an error for a line that cannot be a command.
    fn take_line(&mut self) -> Option<Result<Vec<u8>, Reply>> {
        let auth = matches!(self.phase, Phase::Auth(_));
        let Some(end) = self.input.iter().position(|octet| *octet == b'\n') else {
            if self.input.len() > AUTH_LINE {
                self.overlong = true;
                self.input.clear();
            }
            return None;
        };
        let mut taken: Vec<u8> = self.input.drain(..=end).collect();
        taken.pop();
        let overlong = mem::take(&mut self.overlong);
        let returned = taken.pop_if(|octet| *octet == b'\r').is_some();
        let auth = auth || taken.get(..5).is_some_and(|verb| verb.eq_ignore_ascii_case(b"AUTH "));
        if overlong || taken.len() > if auth { AUTH_LINE } else { LINE } {
            return Some(Err(syntax("this line is too long")));
        }
        if !returned || taken.iter().any(|octet| matches!(octet, b'\r' | 0)) {
            return Some(Err(syntax("a line ends with CR LF and holds no other CR, LF or NUL")));
        }
        Some(Ok(taken))
    }

    fn command(&mut self, line: &[u8]) -> Option<Step> {
        match command::parse(line) {
            Err(reply) => self.wrong(&reply),
            Ok(Command::Ehlo) => self.hello(true),
            Ok(Command::Helo) => self.hello(false),
            Ok(Command::Noop) => self.say(250, "2.0.0", "still here"),
            Ok(Command::Help) => self.say(214, "2.0.0", "EHLO STARTTLS AUTH MAIL RCPT DATA RSET NOOP QUIT"),
            Ok(Command::Vrfy) => self.say(252, "2.1.5", "we tell nobody which addresses exist; send and see"),
            Ok(Command::Rset) => {
                self.mail = None;
                self.say(250, "2.0.0", "forgotten");
            }
            Ok(Command::Quit) => {
                self.say(221, "2.0.0", "goodbye");
                self.phase = Phase::Closed;
            }
            Ok(Command::Bdat) => {
                self.say(502, "5.5.1", "BDAT is not offered; its octets cannot be told from commands");
                self.phase = Phase::Closed;
            }
            Ok(Command::StartTls) => return self.start_tls(),
            Ok(Command::Auth { mechanism, initial }) => return self.auth(&mechanism, initial.as_deref()),
            Ok(Command::Mail { from, size, utf8 }) => return self.mail(from, size, utf8),
            Ok(Command::Rcpt { to }) => return self.rcpt(to),
            Ok(Command::Data) => return self.begin(),
        }
        None
    }

    fn hello(&mut self, extended: bool) {
        (self.hello, self.mail) = (true, None);
        if !extended {
            self.say(250, "", &self.rules.host.clone());
            return;
        }
        let mut words = vec![self.rules.host.clone(), "PIPELINING".into(), format!("SIZE {}", self.rules.limit)];
        words.extend(["8BITMIME", "SMTPUTF8", "DSN", "ENHANCEDSTATUSCODES"].map(str::to_owned));
        if self.rules.starttls && !self.tls {
            words.push("STARTTLS".into());
        }
        if self.rules.authenticate && self.tls {
            words.push("AUTH PLAIN LOGIN".into());
        }
        let last = words.len() - 1;
        for (place, word) in words.iter().enumerate() {
            self.output.push_str(if place == last { "250 " } else { "250-" });
            self.output.push_str(word);
            self.output.push_str("\r\n");
        }
    }

    fn start_tls(&mut self) -> Option<Step> {
        if self.tls || !self.rules.starttls {
            self.wrong(&Reply::new(503, "5.5.1", "STARTTLS is not offered here"));
            return None;
        }
        // What the client sent behind STARTTLS came without TLS: it is dropped, never a command.
        self.input.clear();
        self.say(220, "2.0.0", "begin the handshake");
        self.phase = Phase::Handshake;
        Some(Step::StartTls)
    }

    fn auth(&mut self, mechanism: &str, initial: Option<&str>) -> Option<Step> {
        let wrong = if !self.rules.authenticate {
            Some(Reply::new(502, "5.5.1", "AUTH is not offered here"))
        } else if !self.tls {
            Some(Reply::new(538, "5.7.11", "say STARTTLS first: passwords travel encrypted only"))
        } else if !self.hello || self.authenticated || self.mail.is_some() {
            Some(Reply::new(503, "5.5.1", "AUTH comes once, behind EHLO and before MAIL"))
        } else {
            None
        };
        if let Some(reply) = wrong {
            self.wrong(&reply);
            return None;
        }
        let Some(auth) = Auth::named(mechanism) else {
            self.wrong(&Reply::new(504, "5.5.4", "only PLAIN and LOGIN are offered"));
            return None;
        };
        self.auth_progress(auth.begin(initial))
    }

    fn auth_line(&mut self, line: &[u8]) -> Option<Step> {
        let Phase::Auth(auth) = mem::replace(&mut self.phase, Phase::Commands) else { return None };
        self.auth_progress(auth.next(line))
    }

    fn auth_progress(&mut self, progress: Result<Progress, Reply>) -> Option<Step> {
        match progress {
            Err(reply) => self.wrong(&reply),
            Ok(Progress::Ask(auth, challenge)) => {
                self.phase = Phase::Auth(auth);
                for piece in ["334 ", challenge, "\r\n"] {
                    self.output.push_str(piece);
                }
            }
            Ok(Progress::Check { name, password }) => {
                self.phase = Phase::AskedPassword;
                return Some(Step::Authenticate { name, password });
            }
        }
        None
    }

    fn mail(&mut self, from: Option<Address>, size: u64, utf8: bool) -> Option<Step> {
        let wrong = if !self.hello {
            Some(Reply::new(503, "5.5.1", "say EHLO first"))
        } else if self.rules.authenticate && !self.tls {
            Some(Reply::new(530, "5.7.0", "say STARTTLS first"))
        } else if self.rules.authenticate && !self.authenticated {
            Some(Reply::new(530, "5.7.0", "authenticate first, or show a certificate that your account names"))
        } else if self.mail.is_some() {
            Some(Reply::new(503, "5.5.1", "a message is under way; say RSET to begin another"))
        } else if self.rules.authenticate && from.is_none() {
            Some(Reply::refused("5.7.1", "a registered message needs a return path: MAIL FROM:<your address>"))
        } else if size > self.rules.limit {
            Some(too_large(self.rules.limit))
        } else {
            None
        };
        if let Some(reply) = wrong {
            self.refuse(&reply);
            return None;
        }
        self.phase = Phase::AskedSender(Envelope { from: from.clone(), to: Vec::new(), utf8 });
        Some(Step::Sender(from))
    }

    fn rcpt(&mut self, to: Address) -> Option<Step> {
        let Some(mail) = &self.mail else {
            self.refuse(&Reply::new(503, "5.5.1", "say MAIL first"));
            return None;
        };
        if let Err(reply) = check_utf8(&to, mail.utf8) {
            self.refuse(&reply);
        } else if mail.to.iter().any(|other| other.same_mailbox(&to)) {
            self.say(250, "2.1.5", "this addressee is already named; once is enough");
        } else if mail.to.len() >= self.rules.addressees {
            let text = format!("at most {} addressees a message; send the rest in another", self.rules.addressees);
            self.refuse(&Reply::new(452, "4.5.3", text));
        } else {
            self.phase = Phase::AskedRecipient(to.clone());
            return Some(Step::Recipient(to));
        }
        None
    }

    fn begin(&mut self) -> Option<Step> {
        match &self.mail {
            None => self.refuse(&Reply::new(503, "5.5.1", "say MAIL and RCPT first")),
            Some(mail) if mail.to.is_empty() => {
                self.refuse(&Reply::new(554, "5.5.1", "no addressee was taken; say RCPT first"));
            }
            Some(mail) => {
                let envelope = mail.clone();
                self.phase = Phase::AskedBegin;
                return Some(Step::Begin(envelope));
            }
        }
        None
    }

    fn data(&mut self) -> Option<Step> {
        let Phase::Data(reader) = &mut self.phase else { return None };
        if self.input.is_empty() {
            return Some(Step::Wait);
        }
        let mut chunk = Vec::with_capacity(self.input.len());
        let used = reader.feed(&self.input, &mut chunk);
        let fault = reader.fault();
        if used.is_none() && reader.size() > self.rules.limit.saturating_mul(2).saturating_add(1 << 20) {
            self.mail = None;
            self.shut(&too_large(self.rules.limit));
            return Some(Step::Abort);
        }
        match used {
            None => self.input.clear(),
            Some(used) => {
                self.input.drain(..used);
                self.phase = Phase::Ended(fault);
            }
        }
        (!chunk.is_empty()).then_some(Step::Chunk(chunk))
    }

    fn ended(&mut self, fault: Option<Fault>) -> Step {
        let reply = match fault {
            None => {
                self.phase = Phase::AskedFinish;
                return Step::Finish;
            }
            Some(Fault::Size) => too_large(self.rules.limit),
            Some(Fault::Octet) => {
                Reply::new(554, "5.6.0", "the message holds a bare CR, a bare LF or a NUL; lines end with CR LF")
            }
        };
        (self.mail, self.phase) = (None, Phase::Commands);
        self.refuse(&reply);
        Step::Abort
    }

    fn say(&mut self, code: u16, enhanced: &str, text: &str) {
        self.output.push_str(&line(code, enhanced, text));
    }

    fn refuse(&mut self, reply: &Reply) {
        self.output.push_str(&reply.line());
    }

    /// A reply to something that a sound client does not send.
    fn wrong(&mut self, reply: &Reply) {
        self.refuse(reply);
        self.errors += 1;
        if self.errors >= ERRORS {
            self.shut(&Reply::new(421, "4.7.0", "too many errors"));
        }
    }
}

fn too_large(limit: u64) -> Reply {
    Reply::new(552, "5.3.4", format!("at most {limit} octets a message"))
}
