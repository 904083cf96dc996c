//! Whether the addressee's mailbox is under the sender's control. Then a code sent there, and an access code, which the sender
//! knows anyway, show nothing against the sender.
//!
//! It is where the addressee's domain is one of the sender's or lies beneath one, where mail for both comes in at the same
//! servers, or where the sender says so. Providers, at whose servers and in whose domains strangers have their mailboxes side by
//! side, show nothing and are passed over; the operator names them.
//!
//! KNOWN: a sender may name other mail servers in DNS for a while, or hand in by an account that nothing ties to the mailbox.
//! Bearable because C.1 quotes the mail server that took the notice, which a judge may compare, and because every report says
//! that a code shows access to a mailbox and no more.

use std::collections::BTreeSet;

use crate::erds::address::Address;
use crate::erds::submission::SendersControl;
use crate::store::Account;

use super::{Fault, Service};

/// The most domains of a sender whose mail servers are asked for.
const MOST: usize = 16;

/// Providers whose customers are strangers to each other, by the names of their domains and of their mail servers.
pub const PROVIDERS: [&str; 36] = [
    "aol.com",
    "fastmail.com",
    "free.fr",
    "gmail.com",
    "gmx.de",
    "gmx.net",
    "google.com",
    "googlemail.com",
    "hetnet.nl",
    "hotmail.com",
    "hotmail.nl",
    "icloud.com",
    "kpnmail.nl",
    "laposte.net",
    "live.com",
    "live.nl",
    "mac.com",
    "me.com",
    "messagingengine.com",
    "msn.com",
    "orange.fr",
    "outlook.com",
    "planet.nl",
    "pm.me",
    "proton.me",
    "protonmail.ch",
    "protonmail.com",
    "skynet.be",
    "t-online.de",
    "telenet.be",
    "upcmail.nl",
    "web.de",
    "xs4all.nl",
    "yahoo.com",
    "yahoodns.net",
    "ziggo.nl",
];

/// How it is known that the mailbox is under the control of whoever hands in by this account, from this address.
///
/// # Errors
/// `Fault::Unavailable` where DNS does not say: what is not known now must not go unmarked.
pub(super) async fn known(
    service: &Service,
    account: &Account,
    from: &Address,
    to: &Address,
) -> Result<Option<SendersControl>, Fault> {
    let theirs = domain(to);
    let whole = whole_domains(account);
    if whole.iter().any(|own| is_beneath(&theirs, own)) {
        return Ok(Some(SendersControl::SameDomain));
    }
    // Who may send as one address only has it from whoever runs its domain: the sender, or a provider.
    let providers = &service.settings.mail_providers;
    let single =
        account.may_send_as.iter().filter_map(|text| text.split_once('@').map(|(_, domain)| domain.to_owned()));
    let mut own: BTreeSet<String> = single.filter(|domain| !is_provider(domain, providers)).collect();
    own.extend(Some(domain(from)).filter(|domain| !is_provider(domain, providers)));
    if own.contains(&theirs) {
        return Ok(Some(SendersControl::SameDomain));
    }
    if account.controls.iter().any(|declared| is_beneath(&theirs, declared)) {
        return Ok(Some(SendersControl::Declared));
    }
    // Mail for the demo mailbox goes by no DNS, and mailboxes at a provider are no sender's.
    let demo = service.settings.demo_domains.iter().any(|demo| demo.eq_ignore_ascii_case(&theirs));
    let Some(origins) = service.origins.as_ref().filter(|_| !demo && !is_provider(&theirs, providers)) else {
        return Ok(None);
    };
    own.extend(whole);
    let asked = async |domain: &str| {
        let found = origins.mail_servers(domain).await;
        found.map_err(|_| Fault::Unavailable {
            what: "DNS does not say whether a sender's and an addressee's mail come in at the same servers".to_owned(),
        })
    };
    let mut hosts = asked(&theirs).await?;
    hosts.retain(|host| !is_provider(host, providers));
    if hosts.iter().any(|host| own.iter().any(|own| is_beneath(host, own))) {
        return Ok(Some(SendersControl::MailServers));
    }
    if !hosts.is_empty() {
        for domain in own.iter().take(MOST) {
            if asked(domain).await?.iter().any(|host| hosts.contains(host)) {
                return Ok(Some(SendersControl::MailServers));
            }
        }
    }
    Ok(None)
}

/// The whole domains that an account may send as.
fn whole_domains(account: &Account) -> Vec<String> {
    account.may_send_as.iter().filter_map(|text| text.strip_prefix('@').map(str::to_owned)).collect()
}

fn domain(address: &Address) -> String {
    let address = address.normalised();
    address.rsplit_once('@').map_or_else(String::new, |(_, domain)| domain.to_owned())
}

fn is_beneath(name: &str, above: &str) -> bool {
    name == above || name.strip_suffix(above).is_some_and(|rest| rest.ends_with('.'))
}

fn is_provider(name: &str, providers: &[String]) -> bool {
    providers.iter().any(|provider| is_beneath(name, provider))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_beneath_another_by_whole_labels() {
        for (name, above, is) in [
            ("bakker.nl", "bakker.nl", true),
            ("post.bakker.nl", "bakker.nl", true),
            ("notbakker.nl", "bakker.nl", false),
            ("bakker.nl", "post.bakker.nl", false),
        ] {
            assert_eq!(is_beneath(name, above), is, "{name} {above}");
        }
    }

    #[test]
    fn providers_stand_in_order_and_once() {
        assert!(PROVIDERS.is_sorted_by(|one, other| one < other));
    }
}
