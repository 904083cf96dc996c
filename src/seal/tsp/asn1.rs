//! The structures of RFC 3161 §2.4, and the time in them.

use der::asn1::{Any, BitString, ObjectIdentifier, OctetString, Uint};
use der::{Sequence, Tag, Tagged as _};
use spki::AlgorithmIdentifierOwned;
use time::{Date, Month, PrimitiveDateTime, Time};
use x509_cert::ext::Extensions;
use x509_cert::ext::pkix::name::GeneralName;

use super::{Error, Imprint};
use crate::crypto::Digest;
use crate::erds::moment::Moment;

pub(super) const TST_INFO: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.1.4");

#[derive(Clone, Debug, PartialEq, Eq, Sequence)]
pub(super) struct MessageImprint {
    pub(super) hash_algorithm: AlgorithmIdentifierOwned,
    pub(super) hashed_message: OctetString,
}

#[derive(Clone, Debug, Sequence)]
pub(super) struct TimeStampReq {
    pub(super) version: u8,
    pub(super) message_imprint: MessageImprint,
    pub(super) req_policy: Option<ObjectIdentifier>,
    pub(super) nonce: Option<Uint>,
    #[asn1(default = "Default::default")]
    pub(super) cert_req: bool,
    #[asn1(context_specific = "0", tag_mode = "IMPLICIT", optional = "true")]
    pub(super) extensions: Option<Extensions>,
}

#[derive(Clone, Debug, Sequence)]
pub(super) struct PkiStatusInfo {
    pub(super) status: u8,
    pub(super) status_string: Option<Vec<String>>,
    pub(super) fail_info: Option<BitString>,
}

#[derive(Clone, Debug, Sequence)]
pub(super) struct TimeStampResp {
    pub(super) status: PkiStatusInfo,
    pub(super) time_stamp_token: Option<Any>,
}

#[derive(Clone, Copy, Debug, Sequence)]
pub(super) struct Accuracy {
    pub(super) seconds: Option<u32>,
    #[asn1(context_specific = "0", tag_mode = "IMPLICIT", optional = "true")]
    pub(super) millis: Option<u16>,
    #[asn1(context_specific = "1", tag_mode = "IMPLICIT", optional = "true")]
    pub(super) micros: Option<u16>,
}

#[derive(Clone, Debug, Sequence)]
pub(super) struct TstInfo {
    pub(super) version: u8,
    pub(super) policy: ObjectIdentifier,
    pub(super) message_imprint: MessageImprint,
    pub(super) serial_number: Uint,
    /// Taken apart by `moment`: the library's type knows no part of a second.
    pub(super) gen_time: Any,
    pub(super) accuracy: Option<Accuracy>,
    #[asn1(default = "Default::default")]
    pub(super) ordering: bool,
    pub(super) nonce: Option<Uint>,
    #[asn1(context_specific = "0", tag_mode = "EXPLICIT", optional = "true")]
    pub(super) tsa: Option<GeneralName>,
    #[asn1(context_specific = "1", tag_mode = "IMPLICIT", optional = "true")]
    pub(super) extensions: Option<Extensions>,
}

/// An imprint as it stands in request and token.
pub(super) fn imprint(imprint: &Imprint) -> Result<MessageImprint, Error> {
    let oid = ObjectIdentifier::new(imprint.digest.oid()).map_err(|error| Error::Encode(error.into()))?;
    Ok(MessageImprint {
        hash_algorithm: AlgorithmIdentifierOwned { oid, parameters: None },
        hashed_message: OctetString::new(imprint.octets.as_slice()).map_err(Error::Encode)?,
    })
}

/// The imprint that stands there; None for an algorithm that is not taken, or octets that are not of its length.
pub(super) fn stated(imprint: &MessageImprint) -> Option<Imprint> {
    let bare = imprint.hash_algorithm.parameters.as_ref().is_none_or(Any::is_null);
    let digest = Digest::from_oid(&imprint.hash_algorithm.oid.to_string()).filter(|_| bare)?;
    let octets = imprint.hashed_message.as_bytes();
    (octets.len() == digest.of(b"").len()).then(|| Imprint { digest, octets: octets.to_vec() })
}

/// `YYYYMMDDhhmmss[.f]Z` without zeros at the end of the fraction [RFC 3161 §2.4.2].
pub(super) fn gen_time(moment: Moment) -> Result<Any, Error> {
    let time = moment.to_time();
    let (year, month, day) = (time.year(), u8::from(time.month()), time.day());
    let (hour, minute, second) = time.to_hms();
    let mut text = format!("{year:04}{month:02}{day:02}{hour:02}{minute:02}{second:02}");
    if time.microsecond() > 0 {
        text.push_str(format!(".{:06}", time.microsecond()).trim_end_matches('0'));
    }
    text.push('Z');
    Any::new(Tag::GeneralizedTime, text.into_bytes()).map_err(Error::Encode)
}

/// The moment, rounded down to whole microseconds.
pub(super) fn moment(gen_time: &Any) -> Result<Moment, Error> {
    let text = std::str::from_utf8(gen_time.value()).ok().filter(|_| gen_time.tag() == Tag::GeneralizedTime);
    text.and_then(parse).ok_or(Error::Time)
}

fn parse(text: &str) -> Option<Moment> {
    let text = text.strip_suffix('Z')?;
    let (whole, fraction) = text.split_once('.').map_or((text, None), |(whole, fraction)| (whole, Some(fraction)));
    let digits = |text: &str| text.bytes().all(|octet| octet.is_ascii_digit());
    if whole.len() != 14 || !digits(whole) {
        return None;
    }
    let number = |from: usize, to: usize| whole.get(from..to)?.parse::<u16>().ok();
    let small = |from: usize| u8::try_from(number(from, from + 2)?).ok();
    let micros = match fraction {
        None => 0,
        Some(fraction) if (1..=9).contains(&fraction.len()) && digits(fraction) => {
            format!("{fraction:0<6}").get(..6)?.parse().ok()?
        }
        Some(_) => return None,
    };
    let month = Month::try_from(small(4)?).ok()?;
    let date = Date::from_calendar_date(i32::from(number(0, 4)?), month, small(6)?).ok()?;
    let time = Time::from_hms_micro(small(8)?, small(10)?, small(12)?, micros).ok()?;
    let moment = PrimitiveDateTime::new(date, time).assume_utc();
    (moment.year() >= 1970).then(|| Moment::from_time(moment))
}
