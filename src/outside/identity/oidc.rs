//! OpenID Connect [OpenID Connect Core 1.0 §3.1]: authorization code with PKCE [RFC 7636], state and nonce. The ID token is verified
//! (issuer, audience, expiry, age, nonce, signature by the issuer's published keys; neither `none` nor a shared secret as algorithm),
//! and what it or the user info endpoint says is taken out of the configured claims; everything else is not looked at.
//!
//! The library `openidconnect` knows the protocol; this file gives it the house's HTTP, clock and random octets.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use openidconnect::core::{
    CoreAuthPrompt, CoreAuthenticationFlow, CoreClient, CoreIdToken, CoreIdTokenVerifier, CoreJsonWebKeySet,
    CoreJwsSigningAlgorithm as Alg, CoreProviderMetadata, CoreTokenResponse, CoreUserInfoClaims,
};
use openidconnect::{
    AccessTokenHash, AuthenticationContextClass, AuthorizationCode, ClaimsVerificationError, ClientId, ClientSecret,
    CsrfToken, EndpointMaybeSet, EndpointNotSet, EndpointSet, IssuerUrl, LanguageTag, Nonce, OAuth2TokenResponse as _,
    PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RequestTokenError, Scope, SignatureVerificationError,
    TokenResponse as _,
};

use super::{Answer, Asking, Claims, Departure, Failure, Identified, Provider, Start};
use crate::erds::moment::Moment;

mod claims;
mod http;
#[cfg(test)]
mod tests;

use claims::{Document, payload};
use http::Http;
pub use http::SetupError;

/// How long what the issuer publishes about itself is taken as read.
const FRESH: Duration = Duration::from_mins(10);
/// By how much the issuer's clock may differ from ours.
const TOLERANCE: Duration = Duration::from_mins(1);
/// How old an ID token may be.
const OLDEST: Duration = Duration::from_mins(5);
/// The most octets of an authorization code.
const LONGEST_CODE: usize = 4096;

/// Signatures that only the issuer can make.
const ALGORITHMS: [Alg; 9] = [
    Alg::RsaSsaPkcs1V15Sha256,
    Alg::RsaSsaPkcs1V15Sha384,
    Alg::RsaSsaPkcs1V15Sha512,
    Alg::RsaSsaPssSha256,
    Alg::RsaSsaPssSha384,
    Alg::RsaSsaPssSha512,
    Alg::EcdsaP256Sha256,
    Alg::EcdsaP384Sha384,
    Alg::EdDsa,
];

type Wired =
    CoreClient<EndpointSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointMaybeSet, EndpointMaybeSet>;

/// How the issuer knows the service, and what is asked of it.
#[derive(Clone)]
pub struct Settings {
    /// The issuer's identifier, an address whose `/.well-known/openid-configuration` it publishes.
    pub issuer: String,
    /// The service's name there.
    pub client_id: String,
    /// The service's secret there, where it has one.
    pub client_secret: Option<String>,
    /// What is asked for besides `openid`.
    pub scopes: Vec<String>,
    /// The authentication context class that the issuer must state, where one is asked for.
    pub acr: Option<String>,
    /// Which claims say what.
    pub claims: Claims,
}

/// An issuer by OpenID Connect.
pub struct Oidc {
    settings: Settings,
    issuer: IssuerUrl,
    http: Http,
    known: Mutex<Option<(Moment, CoreProviderMetadata)>>,
}

/// What is kept while somebody is away.
#[derive(serde::Serialize, serde::Deserialize)]
struct Kept {
    nonce: String,
    verifier: String,
    back: String,
}

impl Oidc {
    /// The issuer of these settings. Nothing is asked of it before somebody sets out.
    ///
    /// # Errors
    /// The issuer's address is none that can be used, or TLS cannot be set up.
    pub fn new(settings: Settings) -> Result<Self, SetupError> {
        let http = Http::new(&settings.issuer)?;
        let issuer = IssuerUrl::new(settings.issuer.clone()).map_err(|_| SetupError::Address)?;
        Ok(Self { settings, issuer, http, known: Mutex::new(None) })
    }

    /// What the issuer publishes about itself, read anew where it is older than this.
    async fn metadata(&self, now: Moment, fresh: Duration) -> Result<CoreProviderMetadata, Failure> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((_, metadata)) = known.filter(|(at, _)| now < at.plus(fresh)) {
            return Ok(metadata);
        }
        let asked = CoreProviderMetadata::discover_async(self.issuer.clone(), &self.http).await;
        let metadata = asked
            .map_err(|error| Failure::NotReached(format!("what it publishes about itself: {}", http::words(&error))))?;
        *self.known.lock().unwrap_or_else(PoisonError::into_inner) = Some((now, metadata.clone()));
        Ok(metadata)
    }

    fn client(&self, metadata: CoreProviderMetadata, back: &str) -> Result<Wired, Failure> {
        let Settings { client_id, client_secret, .. } = &self.settings;
        let back = RedirectUrl::new(back.to_owned()).map_err(|_| refused("no address to come back to"))?;
        let secret = client_secret.clone().map(ClientSecret::new);
        let client = CoreClient::from_provider_metadata(metadata, ClientId::new(client_id.clone()), secret);
        Ok(client.set_redirect_uri(back))
    }

    async fn departure(&self, start: Start<'_>) -> Result<Departure, Failure> {
        let client = self.client(self.metadata(start.now, FRESH).await?, start.back)?;
        if !http::is_private(client.auth_uri().url()) {
            return Err(Failure::NotReached("it sends people to a page that is not https".to_owned()));
        }
        let (nonce, verifier) = start.random.split_at(32);
        let [nonce, verifier] = [nonce, verifier].map(claims::base64url);
        let challenge = PkceCodeChallenge::from_code_verifier_sha256(&PkceCodeVerifier::new(verifier.clone()));
        let (state, asked) = (CsrfToken::new(start.state.to_owned()), Nonce::new(nonce.clone()));
        let request = client.authorize_url(CoreAuthenticationFlow::AuthorizationCode, || state, || asked);
        let scopes = self.settings.scopes.iter().map(|scope| Scope::new(scope.clone()));
        let mut request = request
            .set_pkce_challenge(challenge)
            .add_scopes(scopes)
            // Whoever is logged in at the issuer on this computer may be somebody else.
            .add_prompt(CoreAuthPrompt::Login)
            .add_ui_locale(LanguageTag::new(start.language.to_owned()));
        if let Some(acr) = &self.settings.acr {
            request = request.add_auth_context_value(AuthenticationContextClass::new(acr.clone()));
        }
        let (address, ..) = request.url();
        let kept = Kept { nonce, verifier, back: start.back.to_owned() };
        let secret = serde_json::to_vec(&kept).map_err(|_| refused("nothing to keep"))?;
        Ok(Departure { address: address.to_string(), form: Vec::new(), secret })
    }

    async fn arrival(&self, answer: &Answer, secret: &[u8], now: Moment) -> Result<Identified, Failure> {
        stopped(answer)?;
        let said = answer.field("iss");
        if !said.is_empty() && said != self.settings.issuer {
            return Err(refused("it comes from another issuer"));
        }
        let code = answer.field("code");
        if code.is_empty() || code.len() > LONGEST_CODE {
            return Err(refused("it holds no code"));
        }
        let kept: Kept = serde_json::from_slice(secret).map_err(|_| refused("nothing was kept for it"))?;
        let metadata = self.metadata(now, FRESH).await?;
        let keys = metadata.jwks().clone();
        let client = self.client(metadata, &kept.back)?;
        let exchange = client.exchange_code(AuthorizationCode::new(code.to_owned()));
        let exchange = exchange.map_err(|_| refused("it names no place to exchange a code"))?;
        let tokens = exchange.set_pkce_verifier(PkceCodeVerifier::new(kept.verifier)).request_async(&self.http).await;
        let tokens = tokens.map_err(not_exchanged)?;
        let token = tokens.id_token().ok_or_else(|| refused("it gives no ID token"))?;
        let nonce = Nonce::new(kept.nonce);
        let verified = match self.verified(&keys, &tokens, token, &nonce, now) {
            // The issuer may have changed its keys.
            Err(Wrong::Key) => {
                let metadata = self.metadata(now, Duration::ZERO).await?;
                self.verified(metadata.jwks(), &tokens, token, &nonce, now)
            }
            verified => verified,
        };
        verified.map_err(|wrong| refused(wrong.words()))?;
        let mut document = payload(&token.to_string()).ok_or_else(|| refused("its ID token cannot be read"))?;
        let subject = document.text("sub").ok_or_else(|| refused("its ID token names nobody"))?;
        if !self.says_all(&document) && client.user_info_url().is_some() {
            document.add(self.user_info(&client, &tokens, &subject).await?);
        }
        Ok(Identified { subject, said: self.settings.claims.said(|claim| document.text(claim)) })
    }

    /// Whether the document says something of each kind.
    fn says_all(&self, document: &Document) -> bool {
        let said = self.settings.claims.said(|claim| document.text(claim));
        self.settings.claims.kinds().into_iter().all(|kind| said.iter().any(|(known, _)| *known == kind))
    }

    /// Verifies the ID token [OpenID Connect Core 1.0 §3.1.3.7], and that the access token is the one that came with it.
    fn verified(
        &self,
        keys: &CoreJsonWebKeySet,
        tokens: &CoreTokenResponse,
        token: &CoreIdToken,
        nonce: &Nonce,
        now: Moment,
    ) -> Result<(), Wrong> {
        let verifier = self.verifier(keys, now);
        let claims = token.claims(&verifier, nonce).map_err(|error| Wrong::of(&error))?;
        let Some(expected) = claims.access_token_hash() else { return Ok(()) };
        let algorithm = token.signing_alg().map_err(|_| Wrong::Signature)?;
        let key = token.signing_key(&verifier).map_err(|_| Wrong::Key)?;
        let made = AccessTokenHash::from_token(tokens.access_token(), algorithm, key).map_err(|_| Wrong::Signature)?;
        if made == *expected { Ok(()) } else { Err(Wrong::AccessToken) }
    }

    /// The client's secret is not given to it: nobody who knows that can make a token.
    fn verifier(&self, keys: &CoreJsonWebKeySet, now: Moment) -> CoreIdTokenVerifier<'_> {
        let micros = |moment: Moment| Duration::from_micros(u64::try_from(moment.micros()).unwrap_or_default());
        let late = SystemTime::UNIX_EPOCH + micros(now.minus(TOLERANCE));
        let seconds = |moment: Moment| moment.micros().div_euclid(1_000_000);
        let (first, last) = (seconds(now.minus(OLDEST + TOLERANCE)), seconds(now.plus(TOLERANCE)));
        let client_id = ClientId::new(self.settings.client_id.clone());
        let verifier = CoreIdTokenVerifier::new_public_client(client_id, self.issuer.clone(), keys.clone());
        verifier
            .set_allowed_algs(ALGORITHMS)
            .set_time_fn(move || late.into())
            .set_issue_time_verifier_fn(move |at| {
                if (first..=last).contains(&at.timestamp()) { Ok(()) } else { Err("its time is not ours".to_owned()) }
            })
            .set_auth_context_verifier_fn(|stated| match (&self.settings.acr, stated) {
                (None, _) => Ok(()),
                (Some(wanted), Some(stated)) if stated.as_str() == wanted => Ok(()),
                (Some(_), _) => Err("another authentication context class".to_owned()),
            })
    }

    async fn user_info(&self, client: &Wired, tokens: &CoreTokenResponse, subject: &str) -> Result<Document, Failure> {
        let expected = openidconnect::SubjectIdentifier::new(subject.to_owned());
        let request = client.user_info(tokens.access_token().clone(), Some(expected));
        let request = request.map_err(|_| refused("it names no place for user info"))?;
        let asked: Result<CoreUserInfoClaims, _> = request.request_async(&self.http).await;
        let said = asked.map_err(|error| match error {
            openidconnect::UserInfoError::Request(error) => Failure::NotReached(error.to_string()),
            _ => refused("its user info is not believed"),
        })?;
        serde_json::to_value(&said).ok().and_then(Document::of).ok_or_else(|| refused("its user info cannot be read"))
    }
}

impl Provider for Oidc {
    fn state_field(&self) -> &'static str {
        "state"
    }

    fn depart<'a>(&'a self, start: Start<'a>) -> Asking<'a, Departure> {
        Box::pin(self.departure(start))
    }

    fn arrive<'a>(&'a self, answer: &'a Answer, secret: &'a [u8], now: Moment) -> Asking<'a, Identified> {
        Box::pin(self.arrival(answer, secret, now))
    }
}

/// What is wrong with an ID token. The library's own words may repeat what stands in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wrong {
    AccessToken,
    Algorithm,
    Audience,
    Context,
    Expired,
    Issuer,
    Key,
    Nonce,
    Other,
    Signature,
}

impl Wrong {
    fn of(error: &ClaimsVerificationError) -> Self {
        use SignatureVerificationError as Of;
        match error {
            ClaimsVerificationError::Expired(_) => Self::Expired,
            ClaimsVerificationError::InvalidAudience(_) => Self::Audience,
            ClaimsVerificationError::InvalidAuthContext(_) => Self::Context,
            ClaimsVerificationError::InvalidIssuer(_) => Self::Issuer,
            ClaimsVerificationError::InvalidNonce(_) => Self::Nonce,
            ClaimsVerificationError::SignatureVerification(Of::NoMatchingKey) => Self::Key,
            ClaimsVerificationError::SignatureVerification(
                Of::DisallowedAlg(_) | Of::NoSignature | Of::UnsupportedAlg(_),
            ) => Self::Algorithm,
            ClaimsVerificationError::SignatureVerification(_) => Self::Signature,
            _ => Self::Other,
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::AccessToken => "its access token is another's",
            Self::Algorithm => "its ID token is not signed, or with an algorithm that proves nothing",
            Self::Audience => "its ID token is for somebody else",
            Self::Context => "its ID token states another authentication context class",
            Self::Expired => "its ID token is expired, or from another time",
            Self::Issuer => "its ID token is another issuer's",
            Self::Key => "its ID token is signed with a key that it does not publish",
            Self::Nonce => "its ID token is for another visit",
            Self::Other => "its ID token is not as it must be",
            Self::Signature => "the signature of its ID token does not fit",
        }
    }
}

/// Whether the issuer says itself that nobody was identified [RFC 6749 §4.1.2.1, OpenID Connect Core 1.0 §3.1.2.6].
fn stopped(answer: &Answer) -> Result<(), Failure> {
    match answer.field("error") {
        "" => Ok(()),
        "access_denied"
        | "account_selection_required"
        | "consent_required"
        | "interaction_required"
        | "login_required" => Err(Failure::Cancelled),
        "server_error" | "temporarily_unavailable" => Err(Failure::NotReached("it says that it cannot now".to_owned())),
        "invalid_request" => Err(refused("it says that our request is invalid")),
        "invalid_scope" => Err(refused("it says that it does not know a scope")),
        "unauthorized_client" => Err(refused("it says that it does not know us, or not for this")),
        _ => Err(refused("it says that something is wrong")),
    }
}

fn not_exchanged<E: openidconnect::ErrorResponse>(error: RequestTokenError<http::Error, E>) -> Failure {
    match error {
        RequestTokenError::Request(error) => Failure::NotReached(error.to_string()),
        RequestTokenError::ServerResponse(_) => refused("it does not take its code (any more), or does not know us"),
        RequestTokenError::Parse(..) | RequestTokenError::Other(_) => {
            refused("what it gives for its code cannot be read")
        }
    }
}

fn refused(why: &str) -> Failure {
    Failure::Refused(why.to_owned())
}
