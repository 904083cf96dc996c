//! An identity provider as an issuer of electronic identities, which is how `flow::eid` speaks with every one.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::{Artifact, Binding, Expected, Fault, OCTETS, Proven, Provider, Way, judge};
use crate::erds::moment::Moment;
use crate::outside::identity::{self, Answer, Asking, Claims, Departure, Failure, Identified, Start};

/// An issuer by SAML 2.0.
#[derive(Debug)]
pub struct Saml {
    /// The provider.
    pub provider: Provider,
    /// Which attributes of an assertion say what, by their `Name`.
    pub claims: Claims,
    /// The attribute that says who it is, the same for the same person every time; without it the `NameID` does.
    pub subject: Option<String>,
}

/// What is kept while somebody is away.
#[derive(serde::Serialize, serde::Deserialize)]
struct Kept {
    request: String,
    asked_at: Moment,
    /// For the `ID` of the request that resolves an artifact.
    resolve: [u8; 20],
}

impl Saml {
    /// What the provider says. An attribute with several values says nothing: which one is meant is not known.
    fn identified(&self, proven: &Proven) -> Option<Identified> {
        let text = |name: &str| {
            let mut values = proven.attributes.iter().filter(|(known, _)| known == name);
            values.next().filter(|_| values.next().is_none()).map(|(_, value)| value.clone())
        };
        let subject = match &self.subject {
            Some(name) => text(name)?,
            None => Some(&proven.subject).filter(|_| !proven.is_transient)?.clone(),
        };
        Some(Identified { subject, said: self.claims.said(text) })
    }

    fn departure(&self, start: &Start<'_>) -> Result<Departure, Failure> {
        let refused = |why: &str| Failure::Refused(why.to_owned());
        let (request, rest) = start.random.split_first_chunk().ok_or_else(|| refused("no random octets"))?;
        let resolve = rest.first_chunk().ok_or_else(|| refused("no random octets"))?;
        let made = self.provider.request(request, start.state, start.now);
        let made = made.map_err(|_| refused("the key does not sign"))?;
        let kept = Kept { request: made.id, asked_at: start.now, resolve: *resolve };
        let secret = serde_json::to_vec(&kept).map_err(|_| refused("nothing to keep"))?;
        let (address, form) = match made.way {
            Way::Redirect(address) => (address, Vec::new()),
            Way::Post { to, request } => (to, vec![("SAMLRequest", request), ("RelayState", start.state.to_owned())]),
        };
        Ok(Departure { address, form, secret })
    }

    async fn arrival(&self, answer: &Answer, secret: &[u8], now: Moment) -> Result<Identified, Fault> {
        let kept: Kept = serde_json::from_slice(secret).map_err(|_| Fault::InResponseTo)?;
        let Provider { entity, consumer, contexts, metadata, .. } = &self.provider;
        let (octets, resolved) = match self.provider.binding {
            Binding::Post => (posted(answer.field("SAMLResponse"))?, None),
            Binding::Artifact => {
                let artifact = Artifact::read(answer.field("SAMLart"), metadata)?;
                let (octets, id) = self.provider.resolve(&artifact, &kept.resolve, now).await?;
                (octets, Some(id))
            }
        };
        let (request, asked_at, resolved) = (&*kept.request, kept.asked_at, resolved.as_deref());
        let expected = Expected { request, asked_at, resolved, entity, consumer, contexts };
        let proven = judge(&octets, &expected, metadata, now)?;
        self.identified(&proven).ok_or(Fault::Subject)
    }
}

/// The answer that a browser brought.
fn posted(text: &str) -> Result<Vec<u8>, Fault> {
    if text.len() > OCTETS / 3 * 4 {
        return Err(Fault::Form("SAMLResponse"));
    }
    let text: String = text.split_ascii_whitespace().collect();
    let octets = STANDARD.decode(text).ok().filter(|octets| !octets.is_empty());
    octets.ok_or(Fault::Form("SAMLResponse"))
}

impl identity::Provider for Saml {
    fn state_field(&self) -> &'static str {
        "RelayState"
    }

    fn depart<'a>(&'a self, start: Start<'a>) -> Asking<'a, Departure> {
        Box::pin(std::future::ready(self.departure(&start)))
    }

    fn arrive<'a>(&'a self, answer: &'a Answer, secret: &'a [u8], now: Moment) -> Asking<'a, Identified> {
        Box::pin(async move {
            self.arrival(answer, secret, now).await.map_err(|fault| match fault {
                Fault::Cancelled => Failure::Cancelled,
                Fault::Unreachable(why) => Failure::NotReached(why),
                other => Failure::Refused(other.to_string()),
            })
        })
    }

    fn description(&self, random: &[u8; 20]) -> Option<Vec<u8>> {
        self.provider.own_metadata(random).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{self, CONSUMER, now, octets, provider, response, set, sign_at};
    use super::*;
    use crate::erds::attribute::Attribute;
    use crate::outside::identity::Provider as _;

    fn saml() -> Saml {
        let claims = Claims {
            name: vec![vec!["urn:name".to_owned()], vec!["urn:given".to_owned(), "urn:family".to_owned()]],
            birth_date: Some("urn:born".to_owned()),
            ..Claims::default()
        };
        Saml { provider: provider(), claims, subject: None }
    }

    async fn away(saml: &Saml) -> (Kept, Vec<u8>) {
        let wanted = [Attribute::Name];
        let start =
            Start { state: "state", back: CONSUMER, language: "nl", wanted: &wanted, random: [7; 64], now: now() };
        let departure = saml.depart(start).await.unwrap();
        assert!(departure.address.starts_with("https://idp.example/login?a=1&SAMLRequest="), "{}", departure.address);
        assert!(departure.address.contains("&RelayState=state&") && departure.form.is_empty());
        (serde_json::from_slice(&departure.secret).unwrap(), departure.secret)
    }

    fn answered(octets: &[u8]) -> Answer {
        Answer { fields: [("SAMLResponse".to_owned(), STANDARD.encode(octets))].into() }
    }

    #[tokio::test]
    async fn what_the_provider_says_comes_out_by_kind_and_what_it_refuses_by_name() {
        let saml = saml();
        let (kept, secret) = away(&saml).await;
        let mut right = response();
        set(&mut right, "InResponseTo", Some(&kept.request));
        let data = ["Assertion", "Subject", "SubjectConfirmation", "SubjectConfirmationData"];
        set(testing::at(&mut right, &data), "InResponseTo", Some(&kept.request));
        let bare = octets(&right);
        sign_at(&mut right, &["Assertion"]);
        let identified = saml.arrive(&answered(&octets(&right)), &secret, now()).await.unwrap();
        assert_eq!(identified.subject, "petra");
        let said = [(Attribute::Name, "P. Jansen & zoon"), (Attribute::BirthDate, "1957-04-01")];
        assert_eq!(identified.said, said.map(|(kind, text)| (kind, text.to_owned())));
        let refused = async |answer: Answer| saml.arrive(&answer, &secret, now()).await.unwrap_err().to_string();
        assert!(refused(answered(&bare)).await.contains("unsigned: "));
        assert!(refused(Answer::default()).await.contains("form: `SAMLResponse`"));
        assert!(refused(answered(&vec![b'<'; OCTETS + 9])).await.contains("form: `SAMLResponse`"));
        let other = away(&saml).await.1;
        let other = String::from_utf8(other).unwrap().replace("_07", "_08").into_bytes();
        let failure = saml.arrive(&answered(&octets(&right)), &other, now()).await.unwrap_err();
        assert!(failure.to_string().contains("in-response-to: "), "{failure}");
    }

    #[test]
    fn who_it_is_must_be_the_same_every_time_and_one_attribute_has_one_value() {
        let by = |subject: Option<&str>| Saml { subject: subject.map(str::to_owned), ..saml() };
        let proven = |is_transient, attributes: &[(&str, &str)]| Proven {
            issuer: String::new(),
            context: String::new(),
            at: now(),
            subject: "x".to_owned(),
            is_transient,
            attributes: attributes.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        };
        assert_eq!(by(None).identified(&proven(true, &[])), None);
        assert_eq!(by(Some("urn:id")).identified(&proven(false, &[])), None);
        assert_eq!(by(Some("urn:id")).identified(&proven(true, &[("urn:id", "7")])).unwrap().subject, "7");
        let two = proven(false, &[("urn:born", "19570401"), ("urn:given", "Petra"), ("urn:family", "Jansen")]);
        let said = by(None).identified(&two).unwrap().said;
        assert_eq!(said[0], (Attribute::Name, "Petra Jansen".to_owned()));
        assert_eq!(said[1], (Attribute::BirthDate, "1957-04-01".to_owned()));
        let twice = proven(false, &[("urn:name", "Petra"), ("urn:name", "Klaas")]);
        assert_eq!(by(None).identified(&twice).unwrap().said, []);
    }
}
