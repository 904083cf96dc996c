//! How an addressee showed who they are, in the words of a mail: to the sender who it was, to the addressee who else it may
//! have been.

use super::{Error, clean};
use crate::erds::party::Method;
use crate::words::Words;

/// From which column on the facts of a mail stand: behind their labels.
const COLUMN: &str = "\n               ";

/// How whoever answered showed who they are.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// By what means.
    pub method: Method,
    /// Who vouched for them, where the means is an electronic identity.
    pub issuer: Option<&'a str>,
    /// The last two digits of the telephone number that the sender stated.
    pub telephone_ending: Option<&'a str>,
    /// Whether the addressee's own key signed the answer, too.
    pub signed: bool,
    /// The delegate who answered, where one did.
    pub delegate: Option<&'a str>,
}

impl Known<'_> {
    /// Who it was, as lines of a fact.
    ///
    /// # Errors
    /// `Error::NotTold` for a means that is no addressee's.
    pub(super) fn who(&self, words: Words) -> Result<String, Error> {
        let key = match self.method {
            Method::AccessCode => "mail-who-access-code",
            Method::EidCertificate | Method::EidOidc | Method::EidSaml => "mail-who-eid",
            Method::MailCode if self.delegate.is_some() => "mail-who-delegate",
            Method::MailCode => "mail-who-mail-code",
            Method::Passkey => "mail-who-passkey",
            Method::SmsCode => "mail-who-sms-code",
            Method::ApiToken | Method::ClientCertificate | Method::DomainSignature | Method::Password => {
                return Err(Error::NotTold);
            }
        };
        Ok(self.with_key(words, key, ("mail-who-signed", "\n")).replace('\n', COLUMN))
    }

    /// What it means where it was not the addressee, in a sentence or two.
    ///
    /// # Errors
    /// `Error::NotTold` for a means that is no addressee's.
    pub(super) fn otherwise(&self, words: Words) -> Result<String, Error> {
        let key = match self.method {
            Method::AccessCode => "mail-otherwise-access-code",
            Method::EidCertificate | Method::EidOidc | Method::EidSaml => "mail-otherwise-eid",
            Method::MailCode if self.delegate.is_some() => "mail-otherwise-delegate",
            Method::MailCode => "mail-otherwise-mail-code",
            // The key that signs is the one that showed who it was.
            Method::Passkey => return Ok(words.say("mail-otherwise-passkey")),
            Method::SmsCode => "mail-otherwise-sms-code",
            Method::ApiToken | Method::ClientCertificate | Method::DomainSignature | Method::Password => {
                return Err(Error::NotTold);
            }
        };
        Ok(self.with_key(words, key, ("mail-otherwise-signed", " ")))
    }

    fn with_key(&self, words: Words, key: &str, (signed, between): (&str, &str)) -> String {
        let ending = clean(self.telephone_ending.unwrap_or_default());
        let issuer = clean(self.issuer.unwrap_or_default());
        let delegate = clean(self.delegate.unwrap_or_default());
        let mut text = words.text(key, &[("ending", &ending), ("issuer", &issuer), ("delegate", &delegate)]);
        if self.signed {
            text.push_str(between);
            text.push_str(&words.say(signed));
        }
        text
    }
}
