//! An issuer on this computer that answers as told: right once, and wrong in each way that matters.

use std::sync::{Arc, Mutex};

use ed25519_dalek::{Signer as _, SigningKey};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use super::claims::base64url;
use super::*;
use crate::erds::attribute::Attribute;

const NOW: &str = "2026-11-24T09:14:00Z";
const BACK: &str = "http://localhost:8025/identity/proef/back";
const STATE: &str = "0123456789abcdefghjkmnpqrs";

/// What the issuer does.
struct World {
    /// Its own address.
    issuer: String,
    /// The ID token that it gives.
    token: String,
    /// What `/userinfo` says.
    user_info: Value,
    /// The seeds of the keys that it publishes.
    keys: Vec<u8>,
    /// What it was asked: request line and body.
    asked: Vec<String>,
    /// Whether a code was used.
    used: bool,
}

struct Issuer {
    world: Arc<Mutex<World>>,
    oidc: Oidc,
}

impl Issuer {
    async fn new() -> Self {
        Self::with(|_| {}).await
    }

    /// One that knows the service by other settings.
    async fn with(change: impl FnOnce(&mut Settings)) -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://127.0.0.1:{}", listener.local_addr().unwrap().port());
        let world = World {
            issuer: issuer.clone(),
            token: String::new(),
            user_info: Value::Null,
            keys: vec![7],
            asked: Vec::new(),
            used: false,
        };
        let world = Arc::new(Mutex::new(world));
        let shared = Arc::clone(&world);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&shared)));
            }
        });
        let claims = Claims {
            name: vec![vec!["name".to_owned()], vec!["given_name".to_owned(), "family_name".to_owned()]],
            birth_date: Some("birthdate".to_owned()),
            customer_number: None,
        };
        let mut settings = Settings {
            issuer,
            client_id: "recepis".to_owned(),
            client_secret: Some("hunter2".to_owned()),
            scopes: vec!["profile".to_owned()],
            acr: None,
            claims,
        };
        change(&mut settings);
        Self { world, oidc: Oidc::new(settings).unwrap() }
    }

    /// Somebody sets out: what the address says, and what is kept.
    async fn departure(&self) -> (Vec<(String, String)>, Vec<u8>) {
        let start = Start {
            state: STATE,
            back: BACK,
            language: "nl",
            wanted: &[Attribute::Name],
            random: std::array::from_fn(|n| u8::try_from(n).unwrap()),
            now: now(),
        };
        let Departure { address, secret, .. } = self.oidc.depart(start).await.unwrap();
        let query = address.split_once('?').unwrap().1.to_owned();
        let pairs = reqwest::Url::parse(&format!("http://x/?{query}")).unwrap();
        (pairs.query_pairs().map(|(name, value)| (name.into_owned(), value.into_owned())).collect(), secret)
    }

    /// Somebody goes and comes back, and the issuer gives this token.
    async fn visit(&self, token: impl FnOnce(&Self, &str) -> String) -> Result<Identified, Failure> {
        let (asked, secret) = self.departure().await;
        let nonce = &asked.iter().find(|(name, _)| name == "nonce").unwrap().1;
        let token = token(self, nonce);
        self.world.lock().unwrap().token = token;
        self.oidc.arrive(&answer(&[("state", STATE), ("code", "c-1")]), &secret, now()).await
    }

    /// The claims of a right token, to be changed.
    fn claims(&self, nonce: &str) -> Value {
        let at = now().micros() / 1_000_000;
        json!({
            "iss": self.world.lock().unwrap().issuer, "aud": "recepis", "sub": "piet-1", "nonce": nonce,
            "iat": at, "exp": at + 300, "name": "Piet de Vries", "birthdate": "1980-03-12",
        })
    }
}

fn now() -> Moment {
    NOW.parse().unwrap()
}

fn answer(fields: &[(&str, &str)]) -> Answer {
    Answer { fields: fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect() }
}

fn signed(claims: &Value, header: &Value, sign: impl Fn(&[u8]) -> Vec<u8>) -> String {
    let part = |value: &Value| base64url(&serde_json::to_vec(value).unwrap());
    let text = format!("{}.{}", part(header), part(claims));
    format!("{text}.{}", base64url(&sign(text.as_bytes())))
}

/// Signed with the key of this seed.
fn by(seed: u8, claims: &Value) -> String {
    let key = SigningKey::from_bytes(&[seed; 32]);
    let header = json!({"alg": "EdDSA", "typ": "JWT", "kid": format!("k{seed}")});
    signed(claims, &header, |text| key.sign(text).to_bytes().to_vec())
}

async fn serve(mut stream: TcpStream, world: Arc<Mutex<World>>) {
    let mut octets = Vec::new();
    let mut piece = [0; 4096];
    loop {
        let read = stream.read(&mut piece).await.unwrap_or(0);
        octets.extend_from_slice(&piece[..read]);
        let text = String::from_utf8_lossy(&octets).to_ascii_lowercase();
        let Some((head, body)) = text.split_once("\r\n\r\n") else {
            if read == 0 {
                return;
            }
            continue;
        };
        let length = head.split("content-length: ").nth(1).and_then(|rest| rest.split("\r\n").next());
        if read == 0 || body.len() >= length.and_then(|length| length.parse().ok()).unwrap_or(0) {
            break;
        }
    }
    let text = String::from_utf8_lossy(&octets).into_owned();
    let (status, body) = told(&text, &mut world.lock().unwrap());
    let body = body.to_string();
    let head = format!("HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {}\r\n", body.len());
    _ = stream.write_all(format!("{head}Connection: close\r\n\r\n{body}").as_bytes()).await;
}

fn told(request: &str, world: &mut World) -> (u16, Value) {
    world.asked.push(request.to_owned());
    let issuer = world.issuer.clone();
    let path = request.split(' ').nth(1).unwrap_or_default();
    match path {
        "/.well-known/openid-configuration" => (
            200,
            json!({
                "issuer": issuer, "authorization_endpoint": format!("{issuer}/login"), "token_endpoint": format!("{issuer}/token"),
                "userinfo_endpoint": format!("{issuer}/userinfo"), "jwks_uri": format!("{issuer}/jwks"),
                "response_types_supported": ["code"], "subject_types_supported": ["pairwise"],
                "id_token_signing_alg_values_supported": ["EdDSA", "HS256", "none"],
            }),
        ),
        "/jwks" => {
            let key = |seed: &u8| {
                let key = SigningKey::from_bytes(&[*seed; 32]).verifying_key();
                json!({"kty": "OKP", "crv": "Ed25519", "use": "sig", "alg": "EdDSA", "kid": format!("k{seed}"),
                       "x": base64url(key.as_bytes())})
            };
            (200, json!({"keys": world.keys.iter().map(key).collect::<Vec<_>>()}))
        }
        "/token" if world.used => (400, json!({"error": "invalid_grant"})),
        "/token" => {
            world.used = true;
            (200, json!({"access_token": "at-1", "token_type": "Bearer", "id_token": world.token}))
        }
        "/userinfo" => (200, world.user_info.clone()),
        _ => (404, Value::Null),
    }
}

#[tokio::test]
async fn a_person_goes_with_pkce_state_and_nonce_and_comes_back_with_what_the_issuer_says() {
    let issuer = Issuer::new().await;
    let (asked, _) = issuer.departure().await;
    let said = |name: &str| asked.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    for (name, value) in [
        ("response_type", "code"),
        ("client_id", "recepis"),
        ("redirect_uri", BACK),
        ("scope", "openid profile"),
        ("state", STATE),
        ("prompt", "login"),
        ("ui_locales", "nl"),
        ("code_challenge_method", "S256"),
    ] {
        assert_eq!(said(name), Some(value), "{name}");
    }
    assert!(said("nonce").is_some_and(|nonce| nonce.len() == 43) && said("code_challenge").is_some());
    assert!(!asked.iter().any(|(_, value)| value.contains("hunter2")));
    let identified = issuer.visit(|issuer, nonce| by(7, &issuer.claims(nonce))).await.unwrap();
    assert_eq!(identified.subject, "piet-1");
    let said = [(Attribute::Name, "Piet de Vries".to_owned()), (Attribute::BirthDate, "1980-03-12".to_owned())];
    assert_eq!(identified.said, said);
    let requests = issuer.world.lock().unwrap().asked.clone();
    let exchange = requests.iter().find(|request| request.starts_with("POST /token")).unwrap();
    for part in ["authorization: Basic ", "code_verifier=", "code=c-1", "grant_type=authorization_code"] {
        assert!(exchange.to_lowercase().contains(&part.to_lowercase()), "{part}: {exchange}");
    }
    // A code counts once.
    let again = issuer.visit(|issuer, nonce| by(7, &issuer.claims(nonce))).await.unwrap_err();
    assert!(again.to_string().contains("does not take its code"), "{again}");
}

#[tokio::test]
async fn a_token_for_another_audience_from_another_issuer_time_or_visit_is_not_believed() {
    type Change = fn(&mut Value);
    let wrong: [(&str, Change); 12] = [
        ("for somebody else", |claims| claims["aud"] = json!("others")),
        ("for somebody else", |claims| claims["aud"] = json!(["recepis", "others"])),
        ("another issuer's", |claims| claims["iss"] = json!("https://id.example")),
        ("another visit", |claims| claims["nonce"] = json!("another")),
        ("another visit", |claims| _ = claims.as_object_mut().unwrap().remove("nonce")),
        ("expired", |claims| claims["exp"] = json!(claims["iat"].as_i64().unwrap() - 60)),
        ("expired", |claims| claims["iat"] = json!(claims["iat"].as_i64().unwrap() - 3600)),
        ("expired", |claims| claims["iat"] = json!(claims["iat"].as_i64().unwrap() + 120)),
        ("access token is another's", |claims| claims["at_hash"] = json!("AAAAAAAAAAAAAAAAAAAAAA")),
        ("cannot be read", |claims| _ = claims.as_object_mut().unwrap().remove("sub")),
        ("cannot be read", |claims| _ = claims.as_object_mut().unwrap().remove("exp")),
        ("cannot be read", |claims| *claims = json!([])),
    ];
    for (why, change) in wrong {
        let issuer = Issuer::new().await;
        let made = |issuer: &Issuer, nonce: &str| {
            let mut claims = issuer.claims(nonce);
            change(&mut claims);
            by(7, &claims)
        };
        let failure = issuer.visit(made).await.unwrap_err();
        assert!(matches!(failure, Failure::Refused(_)) && failure.to_string().contains(why), "{why}: {failure}");
        assert!(!failure.to_string().contains("piet"), "{failure}");
    }
    // Within a minute the clocks may differ.
    for change in [
        |claims: &mut Value| claims["exp"] = json!(claims["iat"].as_i64().unwrap() - 50),
        |claims: &mut Value| {
            claims["iat"] = json!(claims["iat"].as_i64().unwrap() + 50);
        },
    ] {
        let issuer = Issuer::new().await;
        let made = |issuer: &Issuer, nonce: &str| {
            let mut claims = issuer.claims(nonce);
            change(&mut claims);
            by(7, &claims)
        };
        assert!(issuer.visit(made).await.is_ok());
    }
}

#[tokio::test]
async fn a_token_that_the_issuer_alone_could_not_have_signed_is_not_believed() {
    for (header, secret) in [
        (json!({"alg": "none"}), None),
        (json!({"alg": "HS256", "kid": "k7"}), Some(b"hunter2".to_vec())),
        (json!({"alg": "HS256"}), Some(SigningKey::from_bytes(&[7; 32]).verifying_key().as_bytes().to_vec())),
    ] {
        let issuer = Issuer::new().await;
        let made = |issuer: &Issuer, nonce: &str| {
            signed(&issuer.claims(nonce), &header, |text| match &secret {
                None => Vec::new(),
                Some(secret) => {
                    let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, secret);
                    ring::hmac::sign(&key, text).as_ref().to_vec()
                }
            })
        };
        let failure = issuer.visit(made).await.unwrap_err();
        assert!(matches!(failure, Failure::Refused(_)), "{header}: {failure}");
    }
    // Another's key, under its own name and under the issuer's.
    let issuer = Issuer::new().await;
    let failure = issuer.visit(|issuer, nonce| by(8, &issuer.claims(nonce))).await.unwrap_err();
    assert!(failure.to_string().contains("does not publish"), "{failure}");
    let issuer = Issuer::new().await;
    let made = |issuer: &Issuer, nonce: &str| {
        let key = SigningKey::from_bytes(&[8; 32]);
        let header = json!({"alg": "EdDSA", "kid": "k7"});
        signed(&issuer.claims(nonce), &header, |text| key.sign(text).to_bytes().to_vec())
    };
    let failure = issuer.visit(made).await.unwrap_err();
    assert!(failure.to_string().contains("signature"), "{failure}");
    // Somebody else's token, stolen from another visit: a nonce away.
    let issuer = Issuer::new().await;
    let stolen = by(7, &issuer.claims("of another visit"));
    let failure = issuer.visit(|_, _| stolen).await.unwrap_err();
    assert!(failure.to_string().contains("another visit"), "{failure}");
}

#[tokio::test]
async fn an_issuer_may_change_its_keys_and_say_more_in_its_user_info() {
    let issuer = Issuer::new().await;
    issuer.departure().await;
    issuer.world.lock().unwrap().keys = vec![9];
    assert!(issuer.visit(|issuer, nonce| by(9, &issuer.claims(nonce))).await.is_ok());
    let bare = |issuer: &Issuer, nonce: &str| {
        let mut claims = issuer.claims(nonce);
        claims.as_object_mut().unwrap().retain(|claim, _| !matches!(claim.as_str(), "name" | "birthdate"));
        by(7, &claims)
    };
    let issuer = Issuer::new().await;
    let info = json!({"sub": "piet-1", "given_name": "Piet", "family_name": "de Vries", "birthdate": "1980-03-12"});
    issuer.world.lock().unwrap().user_info = info;
    let identified = issuer.visit(bare).await.unwrap();
    assert!(identified.said.contains(&(Attribute::Name, "Piet de Vries".to_owned())), "of the user info");
    // Another person's user info.
    let issuer = Issuer::new().await;
    issuer.world.lock().unwrap().user_info = json!({"sub": "klaas-1", "name": "Piet de Vries"});
    let failure = issuer.visit(bare).await.unwrap_err();
    assert!(failure.to_string().contains("user info is not believed"), "{failure}");
}

#[tokio::test]
async fn an_issuer_that_says_no_is_another_or_is_not_there_is_told_apart() {
    let issuer = Issuer::with(|settings| settings.acr = Some("urn:loa:3".to_owned())).await;
    let failure = issuer.visit(|issuer, nonce| by(7, &issuer.claims(nonce))).await.unwrap_err();
    assert!(failure.to_string().contains("authentication context"), "{failure}");
    let (asked, secret) = issuer.departure().await;
    assert!(asked.contains(&("acr_values".to_owned(), "urn:loa:3".to_owned())));
    let came = |fields: Vec<(&'static str, &'static str)>| {
        let (oidc, secret) = (&issuer.oidc, &secret);
        async move { oidc.arrive(&answer(&fields), secret, now()).await.unwrap_err() }
    };
    assert_eq!(came(vec![("error", "access_denied")]).await, Failure::Cancelled);
    assert!(matches!(came(vec![("error", "server_error")]).await, Failure::NotReached(_)));
    for fields in [vec![("error", "<script>")], vec![], vec![("code", "1"), ("iss", "https://id.example")]] {
        let failure = came(fields).await;
        assert!(matches!(failure, Failure::Refused(_)) && !failure.to_string().contains('<'), "{failure}");
    }
    let nobody = Settings { issuer: "http://127.0.0.1:1".to_owned(), ..issuer.oidc.settings.clone() };
    let start = Start { state: STATE, back: BACK, language: "nl", wanted: &[], random: [0; 64], now: now() };
    let failure = Oidc::new(nobody).unwrap().depart(start).await.err().unwrap();
    assert!(matches!(failure, Failure::NotReached(_)), "{failure}");
    // One that names itself otherwise, as after a redirect of its name.
    issuer.world.lock().unwrap().issuer = "https://id.example".to_owned();
    *issuer.oidc.known.lock().unwrap() = None;
    let failure = issuer.oidc.depart(start).await.err().unwrap();
    assert!(failure.to_string().contains("otherwise than configured"), "{failure}");
    for (address, wrong) in [("http://id.example", "https"), ("ftp://id.example", "address"), ("id", "address")] {
        let settings = Settings { issuer: address.to_owned(), ..issuer.oidc.settings.clone() };
        assert!(Oidc::new(settings).err().unwrap().to_string().contains(wrong), "{address}");
    }
}
