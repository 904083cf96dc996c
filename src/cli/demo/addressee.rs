//! The addressee of the demo: reads mails as plain text and uses the pages as a browser without scripts does.

use anyhow::{Context, ensure};
use reqwest::Response;
use reqwest::header::{COOKIE, LOCATION, SET_COOKIE};
use serde::Deserialize;

use super::{body, patiently, say};

#[derive(Debug, Deserialize)]
struct Letter {
    subject: String,
    text: String,
}

pub(super) struct Addressee {
    base: String,
    address: String,
    http: reqwest::Client,
    cookie: Option<String>,
    page: String,
    at: String,
}

impl Addressee {
    pub(super) fn new(base: &str, address: &str) -> anyhow::Result<Self> {
        let http = super::plain().redirect(reqwest::redirect::Policy::none()).build()?;
        Ok(Self {
            base: base.to_owned(),
            address: address.to_owned(),
            http,
            cookie: None,
            page: String::new(),
            at: base.to_owned(),
        })
    }

    /// Waits for the notice, prints it, opens its link.
    pub(super) async fn open_notice(&mut self) -> anyhow::Result<()> {
        let notice = self.letter(|letter| letter.text.contains("/r/")).await?;
        say("");
        for line in notice.text.lines() {
            say(&format!("  │ {line}"));
        }
        say("");
        let link =
            notice.text.split_whitespace().find(|word| word.contains("/r/")).context("the notice has no link")?;
        self.open(link).await?;
        say("  addressee  opens the link and reads (nothing is recorded)");
        Ok(())
    }

    /// Asks for a code, finds it in the mailbox, types it.
    pub(super) async fn prove(&mut self) -> anyhow::Result<()> {
        self.submit("/code", &[("for", "choose")]).await?;
        let letter = self.letter(|letter| code(&letter.text).is_some()).await?;
        let code = code(&letter.text).context("the mail holds no code")?;
        say(&format!("  addressee  asks for a code and types it (\"{}\")", letter.subject));
        self.submit("/confirm", &[("code", &code)]).await
    }

    /// Accepts, for themselves.
    pub(super) async fn accept(&mut self) -> anyhow::Result<()> {
        self.submit("/decide", &[("capacity", "own"), ("answer", "accept")]).await?;
        say("  addressee  accepts");
        Ok(())
    }

    /// Fetches every attachment that the content page lists; the page itself was the body.
    pub(super) async fn read_everything(&mut self) -> anyhow::Result<()> {
        let parts: Vec<String> = links(&self.page).filter(|link| link.contains("/part/")).collect();
        ensure!(!parts.is_empty(), "the content page lists no attachment");
        for part in &parts {
            let octets = body(self.get(part).await?).await?;
            say(&format!("  addressee  fetches an attachment, {} octets", octets.len()));
        }
        Ok(())
    }

    /// The addressee's bundle, as soon as the page offers it.
    pub(super) async fn bundle(&mut self) -> anyhow::Result<Vec<u8>> {
        let page = self.at.clone();
        patiently("the addressee's bundle", async || {
            let text = String::from_utf8(body(self.get(&page).await?).await?)?;
            let Some(link) = links(&text).find(|link| link.contains("/bundle?")) else { return Ok(None) };
            let answer = self.get(&link).await?;
            if answer.status() == reqwest::StatusCode::ACCEPTED { Ok(None) } else { body(answer).await.map(Some) }
        })
        .await
    }

    /// The newest mail in the demo mailbox that `fits`.
    async fn letter(&self, fits: impl Fn(&Letter) -> bool) -> anyhow::Result<Letter> {
        patiently("a mail to the addressee", async || {
            let url = format!("{}/demo/mailbox.json", self.base);
            let answer = self.http.get(url).query(&[("to", &self.address)]).send().await?;
            let letters: Vec<Letter> = serde_json::from_slice(&body(answer).await?)?;
            Ok(letters.into_iter().find(|letter| fits(letter)))
        })
        .await
    }

    async fn get(&self, url: &str) -> anyhow::Result<Response> {
        let mut request = self.http.get(absolute(&self.base, url));
        if let Some(cookie) = &self.cookie {
            request = request.header(COOKIE, cookie);
        }
        Ok(request.send().await?)
    }

    async fn open(&mut self, url: &str) -> anyhow::Result<()> {
        let answer = self.get(url).await?;
        self.at = absolute(&self.base, url);
        self.page = String::from_utf8(body(answer).await?)?;
        Ok(())
    }

    /// Sends the first form of the page whose action ends so, with its hidden fields and these.
    async fn submit(&mut self, action: &str, typed: &[(&str, &str)]) -> anyhow::Result<()> {
        let (target, mut fields) = form(&self.page, action).with_context(|| format!("no form leads to …{action}"))?;
        for (name, value) in typed {
            fields.retain(|(known, _)| known != name);
            fields.push(((*name).to_owned(), (*value).to_owned()));
        }
        let mut request = self
            .http
            .post(absolute(&self.base, &target))
            .header("Origin", &self.base)
            .header("Sec-Fetch-Site", "same-origin")
            .form(&fields);
        if let Some(cookie) = &self.cookie {
            request = request.header(COOKIE, cookie);
        }
        let answer = request.send().await?;
        if let Some(set) = answer.headers().get(SET_COOKIE) {
            self.cookie = set.to_str()?.split(';').next().map(str::to_owned);
        }
        if answer.status().is_redirection() {
            let to = answer.headers().get(LOCATION).context("a redirect without a target")?.to_str()?.to_owned();
            return self.open(&to).await;
        }
        self.page = String::from_utf8(body(answer).await?)?;
        Ok(())
    }
}

fn absolute(base: &str, url: &str) -> String {
    if url.starts_with("http") { url.to_owned() } else { format!("{base}{url}") }
}

/// Eight digits in two groups of four, alone on their place in a line.
fn code(text: &str) -> Option<String> {
    let four = |word: &&str| word.len() == 4 && word.bytes().all(|octet| octet.is_ascii_digit());
    text.lines().find_map(|line| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [first, second] = words.as_slice() else { return None };
        (four(first) && four(second)).then(|| format!("{first}{second}"))
    })
}

/// The value of an attribute in a tag.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split_once('"').map(|(value, _)| value)
}

fn links(page: &str) -> impl Iterator<Item = String> {
    page.split("<a ")
        .skip(1)
        .filter_map(|tag| attribute(&format!(" {tag}"), "href").map(|href| href.replace("&amp;", "&")))
}

/// Where the form goes, and its hidden fields.
fn form(page: &str, action: &str) -> Option<(String, Vec<(String, String)>)> {
    page.split("<form ").skip(1).find_map(|form| {
        let form = format!(" {}", form.split("</form>").next()?);
        let target = attribute(&form, "action").filter(|target| target.ends_with(action))?.to_owned();
        let hidden = form.split("<input ").skip(1).filter(|input| input.contains("type=\"hidden\""));
        let fields = hidden.filter_map(|input| {
            let input = format!(" {}", input.split('>').next()?);
            Some((attribute(&input, "name")?.to_owned(), attribute(&input, "value")?.to_owned()))
        });
        Some((target, fields.collect()))
    })
}
