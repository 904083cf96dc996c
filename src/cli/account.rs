//! `recepis account`: who may hand in. Where the records are embedded the service has to be stopped; beside PostgreSQL it may run.
//!
//! A password and an API token are made here, printed once, and kept as hashes only.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, bail, ensure};

use super::settings;
use crate::config::{Config, is_host};
use crate::erds::address::Address;
use crate::erds::id::crockford;
use crate::erds::party::Level;
use crate::flow::account::{self, Login};
use crate::outside::clock::{Clock as _, SystemClock};
use crate::outside::entropy::{Entropy, SystemEntropy};
use crate::seal::x509::Certificate;
use crate::store::{Account, Mark, NewAccount, Store, Suspension, Work};

/// The most octets of a PEM file.
const PEM: usize = 64 * 1024;
/// The longest reason of a suspension, in characters.
const REASON: usize = 300;
/// The longest name of an account, in octets.
const LONGEST: usize = 100;

/// What can be done about accounts.
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Make an account and print its password and API token, once.
    #[command(
        after_help = "Examples:\n  recepis account add bakery --sender \"Bakkerij Jansen B.V.\" --send-as @bakery.example\n  \
                            recepis account add bakery --send-as @bakery.example --certificate server.pem\n  \
                            recepis account add bakery --send-as @bakery.example --signed-by bakery.example\n  \
                            recepis account add bakery --send-as @bakery.example --controls staff.example\n\n\
                            Exit code: 0 when the account is on disk, 1 when nothing was made, 64 wrong usage."
    )]
    Add(Add),
    /// Let an account hand in nothing any more; what it handed in goes on.
    #[command(after_help = "Example:\n  recepis account close bakery\n\nExit code: 0 closed, 1 not, 64 wrong usage.")]
    Close(Close),
    /// List the accounts.
    #[command(
        after_help = "Example:\n  recepis account list --json\n\nExit code: 0, 1 when they cannot be read, 64 wrong usage."
    )]
    List(List),
    /// Let a suspended account hand in again; what was withheld stays so.
    #[command(after_help = "Example:\n  recepis account resume bakery\n\nExit code: 0 resumed, 1 not, 64 wrong usage.")]
    Resume(Close),
    /// Stop an account for a while: what it hands in is refused, and no notice of it leaves; both with evidence.
    #[command(
        after_help = "Example:\n  recepis account suspend bakery --reason \"Three people reported deception.\"\n\n\
                            A notice that did not leave yet becomes C.2 with your words, for good: they stand in evidence, and the\n\
                            sender reads them. Whoever got a notice may still decide.\n\n\
                            Exit code: 0 suspended, 1 not, 64 wrong usage."
    )]
    Suspend(Suspend),
}

/// An account to be made, or to be made anew.
#[derive(Debug, clap::Args)]
pub struct Add {
    /// Its name, used to log in.
    name: String,
    /// What the sender calls itself, in evidence and to addressees.
    #[arg(long, value_name = "NAME")]
    sender: Option<String>,
    /// An address, or a whole domain with a leading @, that it may send as. You vouch for having checked that it is the sender's.
    #[arg(long, value_name = "ADDRESS|@DOMAIN", required = true)]
    send_as: Vec<String>,
    /// A PEM file whose first certificate lets its holder hand in over TLS without a password. Its issuer and dates do not count.
    #[arg(long, value_name = "FILE")]
    certificate: Vec<PathBuf>,
    /// A domain whose DKIM signature lets a mail to an address with the suffix be handed in without a password.
    #[arg(long, value_name = "DOMAIN")]
    signed_by: Vec<String>,
    /// What it asks addressees to prove where a message says nothing else: mailbox, shared-secret, telephone, or low,
    /// substantial or high for an electronic identity of that level.
    #[arg(long, value_name = "LEVEL")]
    assurance: Option<String>,
    /// A domain whose mailboxes are under the sender's control, such as an employer's: a code by mail does not suffice there. The
    /// domains that it may send as are known to be.
    #[arg(long, value_name = "DOMAIN")]
    controls: Vec<String>,
    /// Put it in place of the account of that name: password, API token, addresses and all; former tokens keep working.
    #[arg(long)]
    replace: bool,
    #[command(flatten)]
    place: Place,
    /// Print one line of JSON.
    #[arg(long)]
    json: bool,
}

/// An account to be closed.
#[derive(Debug, clap::Args)]
pub struct Close {
    /// Its name.
    name: String,
    #[command(flatten)]
    place: Place,
}

/// An account to be stopped for a while.
#[derive(Debug, clap::Args)]
pub struct Suspend {
    /// Its name.
    name: String,
    /// Why, in one line of at most 300 letters, naming no addressee.
    #[arg(long, value_name = "TEXT")]
    reason: String,
    #[command(flatten)]
    place: Place,
}

/// Where the accounts are.
#[derive(Debug, clap::Args)]
pub struct List {
    #[command(flatten)]
    place: Place,
    /// Print one line of JSON.
    #[arg(long)]
    json: bool,
}

/// Which data directory, and which database.
#[derive(Debug, clap::Args)]
#[group(id = "place")]
pub struct Place {
    /// The file of settings [default: recepis.toml in the data directory, where it is there].
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The data directory [default: recepis-data].
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// The PostgreSQL database where records are kept in one.
    #[arg(long, value_name = "URL")]
    database: Option<String>,
}

/// Does what the command says.
pub async fn run(command: Command) -> anyhow::Result<ExitCode> {
    super::log("warn");
    let entropy: Arc<dyn Entropy> = Arc::new(SystemEntropy::new());
    let (Command::Add(Add { place, .. })
    | Command::Close(Close { place, .. })
    | Command::List(List { place, .. })
    | Command::Resume(Close { place, .. })
    | Command::Suspend(Suspend { place, .. })) = &command;
    let store = place.open(&entropy).await?;
    let done = match &command {
        Command::Add(options) => add(&store, options, &*entropy).await,
        Command::Close(options) => close(&store, &options.name).await,
        Command::List(options) => list(&store, options.json).await,
        Command::Resume(options) => resume(&store, &options.name).await,
        Command::Suspend(options) => suspend(&store, options).await,
    };
    store.close().await;
    done.and_then(|text| print(&text)).map(|()| ExitCode::SUCCESS)
}

impl Place {
    /// The settings that say which.
    pub(super) fn settings(&self) -> anyhow::Result<Config> {
        let said = settings::Options::only(self.data.clone(), self.database.clone());
        Ok(said.read(self.config.as_deref())?.config)
    }

    pub(super) async fn open(&self, entropy: &Arc<dyn Entropy>) -> anyhow::Result<Store> {
        let config = self.settings()?;
        let data = &config.store.data.value;
        ensure!(
            data.join("master.key").exists(),
            "there is no data directory in {}; make one with recepis init",
            data.display()
        );
        super::base::open_store(&config, entropy).await
    }
}

async fn add(store: &Store, options: &Add, entropy: &dyn Entropy) -> anyhow::Result<String> {
    let name = &options.name;
    let may_be =
        !name.is_empty() && name.len() <= LONGEST && !name.chars().any(|c| c.is_control() || c.is_whitespace());
    ensure!(may_be, "`{name}` is no name for an account: write up to {LONGEST} octets without blanks");
    let known = store.account(name).await?;
    ensure!(
        known.is_none() || options.replace,
        "there is an account {name} already; say --replace to put this one in its place"
    );
    let stopped = known.is_some_and(|account| account.suspended.is_some());
    ensure!(!stopped, "the account {name} is suspended; say recepis account resume {name} first");
    let may_send_as = options.send_as.iter().map(|text| send_as(text)).collect::<anyhow::Result<Vec<_>>>()?;
    let certificates = options.certificate.iter().map(|path| certificate(path)).collect::<anyhow::Result<Vec<_>>>()?;
    let signing_domains =
        options.signed_by.iter().map(|text| signing_domain(text, &may_send_as)).collect::<anyhow::Result<Vec<_>>>()?;
    let assurance = options.assurance.as_deref().map(assurance).transpose()?;
    let controls = options.controls.iter().map(|text| domain(text)).collect::<anyhow::Result<Vec<_>>>()?;
    let marks = certificates.iter().map(|text| Mark::Certificate(text));
    for mark in marks.chain(signing_domains.iter().map(|text| Mark::Domain(text))) {
        if let Some(other) = store.account_with(mark).await?.filter(|other| other.name != *name) {
            let what = if matches!(mark, Mark::Domain(_)) { "signing domain" } else { "certificate" };
            bail!("this {what} belongs to the account {}; nothing was made", other.name);
        }
    }
    let secret = || {
        let mut octets = [0; 16];
        entropy.fill(&mut octets);
        octets
    };
    let (password, token) = (crockford(&secret()).to_lowercase(), crockford(&secret()).to_lowercase());
    let login = Login {
        name: name.clone(),
        password: password.clone(),
        token: token.clone(),
        sender_name: options.sender.clone(),
        may_send_as,
        certificates,
        signing_domains,
        assurance,
        controls,
    };
    account::keep(store, login, secret(), SystemClock::new().now()).await?;
    Ok(if options.json {
        format!("{}\n", serde_json::json!({ "name": name, "password": password, "token": token }))
    } else {
        format!(
            "The account {name} is made. Its password and API token are shown this once:\n\n  password   {password}\n  \
             API token  {token}\n"
        )
    })
}

async fn close(store: &Store, name: &str) -> anyhow::Result<String> {
    let account = store.account(name).await?.with_context(|| format!("there is no account {name}"))?;
    let mut work = Work::new();
    work.account(NewAccount { account: Account { closed: true, ..account }, at: SystemClock::new().now() });
    store.commit(work).await?;
    Ok(format!("The account {name} hands in nothing any more. What it handed in goes on.\n"))
}

async fn suspend(store: &Store, options: &Suspend) -> anyhow::Result<String> {
    let Suspend { name, reason, .. } = options;
    let fits = !reason.trim().is_empty() && reason.chars().count() <= REASON && !reason.chars().any(char::is_control);
    ensure!(fits, "say why in one line of at most {REASON} letters; nothing was changed");
    let account = store.account(name).await?.with_context(|| format!("there is no account {name}"))?;
    ensure!(account.suspended.is_none(), "the account {name} is suspended already");
    let at = SystemClock::new().now();
    let suspended = Some(Suspension { reason: reason.trim().to_owned(), at });
    let mut work = Work::new();
    work.account(NewAccount { account: Account { suspended, ..account }, at });
    store.commit(work).await?;
    Ok(format!("The account {name} is suspended. What it hands in is refused, and no notice of it leaves.\n"))
}

async fn resume(store: &Store, name: &str) -> anyhow::Result<String> {
    let account = store.account(name).await?.with_context(|| format!("there is no account {name}"))?;
    ensure!(account.suspended.is_some(), "the account {name} is not suspended");
    let mut work = Work::new();
    work.account(NewAccount { account: Account { suspended: None, ..account }, at: SystemClock::new().now() });
    store.commit(work).await?;
    Ok(format!("The account {name} may hand in again. Notices that were withheld stay so.\n"))
}

async fn list(store: &Store, json: bool) -> anyhow::Result<String> {
    let accounts = store.accounts().await?;
    if json {
        let accounts: Vec<_> = accounts.iter().map(as_json).collect();
        return Ok(format!("{}\n", serde_json::Value::from(accounts)));
    }
    let mut text = String::new();
    for account in &accounts {
        let closed = match (account.closed, &account.suspended) {
            (true, _) => ", closed",
            (false, Some(_)) => ", suspended",
            (false, None) => "",
        };
        text.extend([&account.name, closed, "\n"]);
        let mut line = |what: &str, value: &str| text.extend(["  ", &format!("{what:<12}"), " ", value, "\n"]);
        account.sender_name.iter().for_each(|name| line("sender", name));
        account.may_send_as.iter().for_each(|name| line("sends as", name));
        account.certificates.iter().for_each(|digest| line("certificate", &format!("SHA-256 {digest}")));
        account.signing_domains.iter().for_each(|domain| line("signed by", domain));
        account.assurance.iter().for_each(|level| line("asks for", level));
        account.controls.iter().for_each(|domain| line("controls", domain));
    }
    Ok(if text.is_empty() { "There are no accounts; make one with recepis account add.\n".to_owned() } else { text })
}

fn as_json(account: &Account) -> serde_json::Value {
    serde_json::json!({
        "name": account.name,
        "sender": account.sender_name,
        "send_as": account.may_send_as,
        "certificates": account.certificates,
        "signed_by": account.signing_domains,
        "assurance": account.assurance,
        "controls": account.controls,
        "closed": account.closed,
        "suspended": account.suspended.as_ref().map(|suspended| serde_json::json!({
            "since": suspended.at,
            "reason": suspended.reason,
        })),
    })
}

/// An address or `@domain` in the form in which accounts hold it.
fn send_as(text: &str) -> anyhow::Result<String> {
    let wrong = || format!("`{text}` is neither an address nor a domain; write info@bakery.example or @bakery.example");
    match text.strip_prefix('@') {
        // A domain is what may stand behind the @ of an address.
        Some(domain) => {
            let address = Address::parse(&format!("a@{domain}")).with_context(wrong)?;
            Ok(format!("@{}", address.normalised().rsplit_once('@').map_or("", |(_, domain)| domain)))
        }
        None => Ok(Address::parse(text).with_context(wrong)?.normalised()),
    }
}

/// The name of a level that can be asked of addressees.
fn assurance(text: &str) -> anyhow::Result<String> {
    let known = Level::of_addressees(text).map_err(|known| anyhow::anyhow!("`{text}` is no level; write {known}"))?;
    Ok(known.name().to_owned())
}

/// A domain in the form in which accounts hold it; a leading @ is passed over.
fn domain(text: &str) -> anyhow::Result<String> {
    let whole = send_as(&format!("@{}", text.trim_start_matches('@')))?;
    Ok(whole.trim_start_matches('@').to_owned())
}

/// A domain that signs; the account must be able to send as all of it.
fn signing_domain(text: &str, may_send_as: &[String]) -> anyhow::Result<String> {
    let domain = text.to_ascii_lowercase();
    ensure!(is_host(&domain), "`{text}` is no domain; write bakery.example");
    let whole = format!("@{domain}");
    ensure!(may_send_as.contains(&whole), "a signature of {domain} stands for all of it: say --send-as {whole}, too");
    Ok(domain)
}

/// The fingerprint of the first certificate in a PEM file.
fn certificate(path: &Path) -> anyhow::Result<String> {
    let octets = super::files::read(path, PEM).map_err(anyhow::Error::msg)?;
    let octets = octets.with_context(|| format!("{} is not there", path.display()))?;
    let wrong =
        || format!("{} holds no certificate; it must hold lines such as -----BEGIN CERTIFICATE-----", path.display());
    let text = std::str::from_utf8(&octets).with_context(wrong)?;
    let found = Certificate::parse_pem(text).with_context(wrong)?;
    Ok(account::fingerprint(found.first().with_context(wrong)?.der()))
}

/// Prints; whoever stopped reading has read enough.
fn print(text: &str) -> anyhow::Result<()> {
    match std::io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_account_may_send_as_is_an_address_or_a_domain() {
        assert_eq!(send_as("Info@Bakery.example").unwrap(), "Info@bakery.example".to_lowercase());
        assert_eq!(send_as("@Bakery.example").unwrap(), "@bakery.example");
        for wrong in ["bakery.example", "@", "@ bakery", "a@b@c", ""] {
            assert!(send_as(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_level_and_a_domain_under_control_are_read() {
        assert_eq!(assurance("telephone").unwrap(), "telephone");
        assert!(assurance("account").unwrap_err().to_string().contains("write mailbox"));
        assert_eq!(domain("@Staff.Example").unwrap(), "staff.example");
        assert_eq!(domain("staff.example").unwrap(), "staff.example");
        assert!(domain("no domain").is_err());
    }

    #[test]
    fn a_domain_signs_for_accounts_that_may_send_as_all_of_it() {
        let may = ["@bakery.example".to_owned(), "info@mill.example".to_owned()];
        assert_eq!(signing_domain("Bakery.example", &may).unwrap(), "bakery.example");
        for wrong in ["mill.example", "shop.bakery.example", "no domain", ""] {
            assert!(signing_domain(wrong, &may).is_err(), "{wrong}");
        }
    }
}
