//! Where a log is read: over HTTP, in a folder, or a lone checkpoint in a file. Every answer is bounded in octets and time; no
//! redirect is followed, and no proxy is taken from the environment.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use reqwest::{Client, StatusCode, Url};

use crate::cli::files;
use crate::outside::{innermost, within};
use crate::tlog::ENTRY;
use crate::tlog::tile::{Bundle, FULL, Resource, Tile};

/// How long a connection may take, and how long an answer.
const CONNECT: Duration = Duration::from_secs(5);
const ANSWER: Duration = Duration::from_secs(30);
/// How often something is asked for that did not come, and the first pause between.
const TRIES: u32 = 3;
const PAUSE: Duration = Duration::from_millis(300);
/// Octets of a checkpoint at most: 64 signatures of 8 KiB.
const NOTE: usize = 1 << 20;
const TILE: usize = FULL as usize * 32;
const BUNDLE: usize = FULL as usize * (ENTRY + 2);

/// Where a log is read.
#[derive(Debug)]
pub(super) struct Source {
    name: String,
    place: Place,
}

#[derive(Debug)]
enum Place {
    Remote {
        http: Client,
        base: Url,
    },
    Folder(PathBuf),
    /// A checkpoint and nothing else.
    Lone(PathBuf),
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

impl Source {
    /// The source that these words name.
    ///
    /// # Errors
    /// In the user's words.
    pub(super) fn new(words: &str) -> Result<Self, String> {
        let name = words.to_owned();
        if words.contains("://") {
            let base = address(words)?;
            let http = client(&base).map_err(|error| format!("{words}: {error}"))?;
            return Ok(Self { name, place: Place::Remote { http, base } });
        }
        let path = PathBuf::from(words);
        let place = match path.metadata() {
            Ok(found) if found.is_dir() => Place::Folder(path),
            Ok(_) => Place::Lone(path),
            Err(error) => return Err(format!("{words}: {error}")),
        };
        Ok(Self { name, place })
    }

    /// Whether it holds tiles, and not a checkpoint alone.
    pub(super) fn is_log(&self) -> bool {
        !matches!(self.place, Place::Lone(_))
    }

    /// Whether it answers over a network, so that several questions at a time are faster.
    pub(super) fn is_remote(&self) -> bool {
        matches!(self.place, Place::Remote { .. })
    }

    /// The newest checkpoint's octets.
    ///
    /// # Errors
    /// In words, what kept it from being read; so below.
    pub(super) async fn checkpoint(&self) -> Result<Vec<u8>, String> {
        self.read(Resource::Checkpoint, NOTE).await?.ok_or_else(|| format!("{self} shows no checkpoint"))
    }

    /// A tile's octets, of the wider tile too where it has grown meanwhile.
    pub(super) async fn tile(&self, tile: Tile) -> Result<Vec<u8>, String> {
        let octets = self.either(Resource::Tile(tile), Resource::Tile(tile.full()), TILE).await?;
        Ok(narrowed(octets, usize::from(tile.width()) * 32))
    }

    /// A bundle's octets, as above.
    pub(super) async fn bundle(&self, bundle: Bundle) -> Result<Vec<u8>, String> {
        let octets = self.either(Resource::Entries(bundle), Resource::Entries(bundle.full()), BUNDLE).await?;
        Ok(narrowed(octets, usize::from(bundle.width()) * (ENTRY + 2)))
    }

    async fn either(&self, narrow: Resource, full: Resource, limit: usize) -> Result<Vec<u8>, String> {
        if let Some(octets) = self.read(narrow, limit).await? {
            return Ok(octets);
        }
        let found = if full == narrow { None } else { self.read(full, limit).await? };
        found.ok_or_else(|| format!("{self} does not hold {narrow}"))
    }

    /// `None` where it is not there.
    async fn read(&self, resource: Resource, limit: usize) -> Result<Option<Vec<u8>>, String> {
        match &self.place {
            Place::Folder(folder) => files::read(&folder.join(resource.to_string()), limit),
            Place::Lone(path) if resource == Resource::Checkpoint => files::read(path, limit),
            Place::Lone(_) => Ok(None),
            Place::Remote { http, base } => {
                let url = base.join(&resource.to_string()).map_err(|error| format!("{self}: {error}"))?;
                let mut pause = PAUSE;
                for _ in 1..TRIES {
                    match fetch(http, &url, limit).await {
                        Err(Failure::Passing(_)) => tokio::time::sleep(pause).await,
                        done => return done.map_err(|failure| format!("{url}: {failure}")),
                    }
                    pause *= 4;
                }
                fetch(http, &url, limit).await.map_err(|failure| format!("{url}: {failure}"))
            }
        }
    }
}

/// Of something wider, what stood there when it was narrow.
fn narrowed(mut octets: Vec<u8>, length: usize) -> Vec<u8> {
    octets.truncate(length);
    octets
}

/// https, or http to this machine.
fn address(words: &str) -> Result<Url, String> {
    let mut url = Url::parse(words).map_err(|error| format!("`{words}` is no address: {error}"))?;
    let host = url.host_str().unwrap_or_default();
    let here = ["localhost", "127.0.0.1", "[::1]"].contains(&host);
    match url.scheme() {
        "https" => {}
        "http" if here => {}
        "http" => return Err(format!("`{words}`: http is for this machine only; use https")),
        _ => return Err(format!("`{words}` is neither http nor https")),
    }
    if !url.username().is_empty() || url.password().is_some() || url.query().is_some() || url.fragment().is_some() {
        return Err(format!("`{words}`: the address of a log holds no name, password, query or fragment"));
    }
    if !url.path().ends_with('/') {
        let path = format!("{}/", url.path());
        url.set_path(&path);
    }
    Ok(url)
}

fn client(base: &Url) -> Result<Client, reqwest::Error> {
    // A second installation in one process finds the first; that is the same one.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let builder = if base.scheme() == "http" { Client::builder().tls_certs_only([]) } else { Client::builder() };
    builder
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .referer(false)
        .connect_timeout(CONNECT)
        .timeout(ANSWER)
        .user_agent("recepis")
        .build()
}

/// Why nothing came.
#[derive(Debug, thiserror::Error)]
enum Failure {
    /// It may come when asked again.
    #[error("{0}")]
    Passing(String),
    #[error("{0}")]
    Lasting(String),
}

async fn fetch(http: &Client, url: &Url, limit: usize) -> Result<Option<Vec<u8>>, Failure> {
    let passing = |error: reqwest::Error| Failure::Passing(innermost(&error));
    let response = http.get(url.clone()).send().await.map_err(passing)?;
    match response.status() {
        StatusCode::OK => {}
        StatusCode::NOT_FOUND | StatusCode::GONE => return Ok(None),
        status if status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS => {
            return Err(Failure::Passing(format!("HTTP status {}", status.as_u16())));
        }
        status => return Err(Failure::Lasting(format!("HTTP status {}", status.as_u16()))),
    }
    match within(response, limit).await.map_err(passing)? {
        Some(octets) => Ok(Some(octets)),
        None => Err(Failure::Lasting(format!("the answer is larger than {limit} octets"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_is_read_over_https_or_on_this_machine() {
        for good in ["https://a.example/log", "http://localhost:8025/log/", "http://127.0.0.1:1", "http://[::1]/x"] {
            assert!(address(good).unwrap().path().ends_with('/'), "{good}");
        }
        for wrong in
            ["http://a.example/log", "ftp://a.example/", "https://u:p@a.example/", "https://a.example/?x", "://"]
        {
            assert!(address(wrong).is_err(), "{wrong}");
        }
    }
}
