//! `clientDataJSON`: what the browser says that a key was used for [WebAuthn §5.8.1]. Members that are unknown are passed
//! over, as the standard asks of every reader; a known one that stands twice is refused.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;

use super::{Error, LONGEST_CLIENT_DATA};

/// The type where a key signs.
pub(super) const GET: &str = "webauthn.get";

/// The type where a key is made.
pub(super) const CREATE: &str = "webauthn.create";

#[derive(Deserialize)]
struct ClientData<'a> {
    #[serde(rename = "type", borrow)]
    kind: std::borrow::Cow<'a, str>,
    #[serde(borrow)]
    challenge: std::borrow::Cow<'a, str>,
    #[serde(borrow)]
    origin: std::borrow::Cow<'a, str>,
    #[serde(rename = "crossOrigin", default)]
    cross_origin: bool,
}

/// Whether the browser says that this is of this type, over this challenge, on one of our origins and in no foreign frame.
pub(super) fn check(octets: &[u8], kind: &str, challenge: &[u8], is_ours: impl Fn(&str) -> bool) -> Result<(), Error> {
    if octets.len() > LONGEST_CLIENT_DATA {
        return Err(Error::ClientData);
    }
    let said: ClientData<'_> = serde_json::from_slice(octets).map_err(|_| Error::ClientData)?;
    if said.kind != kind {
        return Err(Error::Type);
    }
    if said.challenge != URL_SAFE_NO_PAD.encode(challenge) {
        return Err(Error::Challenge);
    }
    if !is_ours(&said.origin) {
        return Err(Error::Origin);
    }
    if said.cross_origin { Err(Error::CrossOrigin) } else { Ok(()) }
}

/// Whether pages of this origin may use keys of this relying party: over TLS (or on `localhost`), on its domain or one
/// below [WebAuthn §5.1.3].
pub fn belongs(origin: &str, rp_id: &str) -> bool {
    let (host, tls) = match (origin.strip_prefix("https://"), origin.strip_prefix("http://")) {
        (Some(host), _) => (host, true),
        (_, Some(host)) => (host, false),
        _ => return false,
    };
    let host = match host.rsplit_once(':') {
        Some((host, port)) if port.parse::<u16>().is_ok() => host,
        Some(_) => return false,
        None => host,
    };
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-');
    let named = |name: &str| !name.is_empty() && name.chars().all(plain) && !name.starts_with('.');
    // An address of numbers is no domain.
    let domain = !rp_id.rsplit('.').next().is_none_or(|last| last.bytes().all(|octet| octet.is_ascii_digit()));
    let below = host.strip_suffix(rp_id).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    named(host) && named(rp_id) && domain && below && (tls || host == "localhost")
}
