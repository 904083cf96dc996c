//! A gateway over HTTP. One POST for each text; docs/operating.md has its form. No redirect is followed, no proxy is taken from
//! the environment, the answer's body is not read, and nothing is waited for longer than its time.

use std::collections::BTreeMap;
use std::time::Duration;

use reqwest::header::{AUTHORIZATION, HeaderValue};
use reqwest::{Client, Url};

use super::{Failure, Sending, Texter};
use crate::erds::telephone::Telephone;
use crate::outside::innermost;

/// How long a connection may take to be made.
const CONNECT: Duration = Duration::from_secs(4);
/// How long a text may take to be handed over.
const LIMIT: Duration = Duration::from_secs(10);

/// How a gateway wants to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Whether the body is JSON; otherwise it is a form (`application/x-www-form-urlencoded`).
    pub json: bool,
    /// What the field with the number is called.
    pub to: String,
    /// What the field with the text is called.
    pub text: String,
    /// What else stands in each body, such as the sender's name: field and value.
    pub fixed: BTreeMap<String, String>,
}

/// A gateway.
pub struct Gateway {
    address: Url,
    shape: Shape,
    authorization: Option<HeaderValue>,
    http: Client,
}

/// Why there can be no such gateway; the text is for the operator and repeats no secret.
#[derive(Debug, thiserror::Error)]
pub enum GatewayError {
    /// The address is none.
    #[error("the gateway's address is not one such as https://sms.example/messages")]
    Address,
    /// In clear over a network anybody could read the codes.
    #[error("the gateway's address must be https, but on this computer: codes would else go out in clear")]
    InClear,
    /// The secret cannot stand in a header.
    #[error("the gateway's secret holds something else than visible ASCII characters")]
    Secret,
    /// TLS cannot be set up.
    #[error("TLS to the gateway cannot be set up")]
    Tls(#[source] reqwest::Error),
}

impl Gateway {
    /// The gateway at this address. `authorization` is the whole value of that header, such as `Bearer …`.
    pub fn new(address: &str, shape: Shape, authorization: Option<&str>) -> Result<Self, GatewayError> {
        let address = Url::parse(address).map_err(|_| GatewayError::Address)?;
        let host = address.host_str().ok_or(GatewayError::Address)?;
        let here = matches!(host, "localhost" | "127.0.0.1" | "[::1]");
        match address.scheme() {
            "https" => {}
            "http" if here => {}
            "http" => return Err(GatewayError::InClear),
            _ => return Err(GatewayError::Address),
        }
        let authorization = authorization.map(|text| {
            HeaderValue::from_str(text).map(|mut value| {
                value.set_sensitive(true);
                value
            })
        });
        let authorization = authorization.transpose().map_err(|_| GatewayError::Secret)?;
        let plain = address.scheme() == "http";
        let builder = if plain { Client::builder().tls_certs_only([]) } else { Client::builder() };
        let http = builder
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .referer(false)
            .connect_timeout(CONNECT)
            .timeout(LIMIT)
            .user_agent("recepis")
            .build()
            .map_err(GatewayError::Tls)?;
        Ok(Self { address, shape, authorization, http })
    }

    async fn exchange(&self, to: &Telephone, text: &str) -> Result<(), Failure> {
        let Shape { json, to: number, text: words, fixed } = &self.shape;
        let mut fields: BTreeMap<&str, &str> =
            fixed.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        fields.extend([(number.as_str(), to.whole()), (words.as_str(), text)]);
        let post = self.http.post(self.address.clone());
        let post = if *json { post.json(&fields) } else { post.form(&fields) };
        let post = match &self.authorization {
            Some(value) => post.header(AUTHORIZATION, value.clone()),
            None => post,
        };
        let answer = post.send().await.map_err(|error| not_reached(&error))?;
        match answer.status() {
            status if status.is_success() => Ok(()),
            status => Err(Failure::Refused(status.as_u16())),
        }
    }
}

impl Texter for Gateway {
    fn send<'a>(&'a self, to: &'a Telephone, text: &'a str) -> Sending<'a> {
        Box::pin(
            async move { tokio::time::timeout(LIMIT, self.exchange(to, text)).await.unwrap_or(Err(Failure::TooSlow)) },
        )
    }
}

fn not_reached(error: &reqwest::Error) -> Failure {
    if error.is_timeout() { Failure::TooSlow } else { Failure::NotReached(innermost(error)) }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpListener;
    use tokio::sync::Mutex;

    use super::*;

    fn shape(json: bool) -> Shape {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let fixed = BTreeMap::from([("originator".to_owned(), "Recepis".to_owned())]);
        Shape { json, to: "recipient".to_owned(), text: "body".to_owned(), fixed }
    }

    /// A server that answers every request with these octets: its address, and what it was asked.
    async fn server(answer: &'static [u8]) -> (String, Arc<Mutex<Vec<String>>>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://127.0.0.1:{}/sms?key=hidden", listener.local_addr().unwrap().port());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&asked);
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let mut octets = Vec::new();
                let mut piece = [0; 4096];
                loop {
                    let read = stream.read(&mut piece).await.unwrap_or(0);
                    octets.extend_from_slice(&piece[..read]);
                    if read == 0 || octets.ends_with(b"}") || octets.ends_with(b"678") {
                        break;
                    }
                }
                kept.lock().await.push(String::from_utf8_lossy(&octets).into_owned());
                _ = stream.write_all(answer).await;
            }
        });
        (address, asked)
    }

    #[tokio::test]
    async fn a_text_is_one_post_in_the_form_that_the_gateway_wants() {
        let (address, asked) = server(b"HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n").await;
        let number = Telephone::parse("+31612345678").unwrap();
        let json = Gateway::new(&address, shape(true), Some("Bearer top-secret")).unwrap();
        assert_eq!(json.send(&number, "code 1234").await, Ok(()));
        let form = Gateway::new(&address, shape(false), None).unwrap();
        assert_eq!(form.send(&number, "code 1234").await, Ok(()));
        let asked = asked.lock().await.clone();
        let [json, form] = asked.as_slice() else { panic!("two requests: {asked:?}") };
        assert!(json.starts_with("POST /sms?key=hidden HTTP/1.1\r\n"), "{json}");
        assert!(json.contains("authorization: Bearer top-secret\r\n"), "{json}");
        assert!(
            json.ends_with("{\"body\":\"code 1234\",\"originator\":\"Recepis\",\"recipient\":\"+31612345678\"}"),
            "{json}"
        );
        assert!(form.ends_with("body=code+1234&originator=Recepis&recipient=%2B31612345678"), "{form}");
    }

    #[tokio::test]
    async fn what_the_gateway_does_not_take_is_told_without_secret_number_or_text() {
        let number = Telephone::parse("+31612345678").unwrap();
        let refusing = b"HTTP/1.1 402 No\r\nContent-Length: 12\r\n\r\n+31612345678";
        let elsewhere = b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n";
        for (answer, failure) in [(refusing.as_slice(), Failure::Refused(402)), (elsewhere, Failure::Refused(302))] {
            let (address, _) = server(answer).await;
            let gateway = Gateway::new(&address, shape(true), Some("Bearer top-secret")).unwrap();
            assert_eq!(gateway.send(&number, "code 1234").await, Err(failure));
        }
        let nobody = Gateway::new("http://127.0.0.1:1/sms?key=hidden", shape(true), Some("Bearer top-secret")).unwrap();
        let failure = nobody.send(&number, "code 1234").await.unwrap_err().to_string();
        for secret in ["hidden", "top-secret", "678", "1234"] {
            assert!(!failure.contains(secret), "{failure}");
        }
    }

    #[test]
    fn codes_do_not_cross_a_network_in_clear() {
        for (address, wrong) in
            [("http://sms.example/", "https"), ("ftp://sms.example/", "address"), ("sms", "address")]
        {
            let error = Gateway::new(address, shape(true), None).err().unwrap().to_string();
            assert!(error.contains(wrong), "{address}: {error}");
        }
        assert!(matches!(Gateway::new("http://localhost/", shape(true), Some("a\nb")), Err(GatewayError::Secret)));
    }
}
