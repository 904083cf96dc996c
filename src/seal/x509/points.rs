//! Where a certificate says that its revocation is asked: OCSP responders [RFC 5280 §4.2.2.1] and revocation lists [§4.2.1.13]. Plain HTTP only:
//! what comes from there is signed.

use const_oid::db::rfc5280;
use x509_cert::ext::pkix::name::{DistributionPointName, GeneralName};
use x509_cert::ext::pkix::{AuthorityInfoAccessSyntax, CrlDistributionPoints};

use super::Certificate;

/// The most addresses of each kind that are looked at.
const MOST: usize = 2;

impl Certificate {
    /// Where OCSP requests about it are answered; at most two addresses.
    pub fn responders(&self) -> Vec<String> {
        let found = self.extension::<AuthorityInfoAccessSyntax>(rfc5280::ID_PE_AUTHORITY_INFO_ACCESS);
        let found = found.ok().flatten().map(|found| found.0).unwrap_or_default();
        let named = found.iter().filter(|access| access.access_method == rfc5280::ID_AD_OCSP);
        named.filter_map(|access| http(&access.access_location)).take(MOST).collect()
    }

    /// Where the list lies that it would stand on; at most two addresses. Lists of others than its issuer, and lists of some reasons only, are
    /// passed over.
    pub fn lists(&self) -> Vec<String> {
        let found = self.extension::<CrlDistributionPoints>(rfc5280::ID_CE_CRL_DISTRIBUTION_POINTS);
        let found = found.ok().flatten().map(|found| found.0).unwrap_or_default();
        let whole = found.iter().filter(|point| point.reasons.is_none() && point.crl_issuer.is_none());
        let names = whole.filter_map(|point| match &point.distribution_point {
            Some(DistributionPointName::FullName(names)) => Some(names),
            _ => None,
        });
        names.flatten().filter_map(http).take(MOST).collect()
    }
}

fn http(name: &GeneralName) -> Option<String> {
    let GeneralName::UniformResourceIdentifier(address) = name else { return None };
    let address = address.to_string();
    address.get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case("http://")).then_some(address)
}
