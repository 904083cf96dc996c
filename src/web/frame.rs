//! What stands around every page: its language, title, the links to the same page in other languages, who we are.
//! `frame.html` is its template; every page's own template fills its middle.

use askama::Template;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse as _, Response};

use super::{Error, Site};
use crate::erds::moment::Moment;
use crate::flow::Service;
use crate::letters::dates;
use crate::words::{Language, When, Words};

/// The frame of a page.
pub(super) struct Frame {
    /// Our words in the page's language.
    pub(super) words: Words,
    /// The title, also the one heading of the first level.
    pub(super) title: String,
    /// What the service calls itself.
    pub(super) service: String,
    /// Who runs it.
    pub(super) operator: String,
    /// Whether this is for trying out.
    pub(super) trial: bool,
    /// Where this page is reported as abuse.
    pub(super) abuse: String,
    /// The same page in every language: name, code, address. Empty where a page answers a form.
    pub(super) languages: Vec<(String, &'static str, String)>,
}

impl Frame {
    /// The frame of a page that can be asked for again at `path` in another language.
    pub(super) fn of(site: &Site, words: Words, title: String, path: &str) -> Self {
        Self::by(&site.service, words, title, path)
    }

    /// The same, where there is a service and no site around it.
    pub(super) fn by(service: &Service, words: Words, title: String, path: &str) -> Self {
        let languages = Language::ALL.into_iter().map(|language| {
            (Words::new(language).say("language-name"), language.code(), format!("{path}?lang={}", language.code()))
        });
        let key = path.strip_prefix("/r/").and_then(|rest| rest.split('/').next());
        let abuse = key.map_or_else(|| "/abuse".to_owned(), |key| format!("/r/{key}/abuse"));
        Self { languages: languages.collect(), abuse, ..Self::bare(service, words, title) }
    }

    /// The frame of a page without an address of its own.
    pub(super) fn alone(site: &Site, words: Words, title: String) -> Self {
        Self::bare(&site.service, words, title)
    }

    fn bare(service: &Service, words: Words, title: String) -> Self {
        let settings = service.settings();
        Self {
            words,
            title,
            service: settings.service_name.clone(),
            operator: settings.operator.clone(),
            trial: settings.trial,
            abuse: "/abuse".to_owned(),
            languages: Vec::new(),
        }
    }

    /// The code of the page's language.
    pub(super) fn lang(&self) -> &'static str {
        self.words.language().code()
    }

    /// A text without places.
    pub(super) fn say(&self, key: &str) -> String {
        self.words.say(key)
    }

    /// A text with one place.
    pub(super) fn text(&self, key: &str, place: &str, value: &str) -> String {
        self.words.text(key, &[(place, value)])
    }
}

/// A page as an answer.
pub(super) fn page(status: StatusCode, template: &impl Template) -> Result<Response, Error> {
    Ok(html(status, template.render().map_err(|source| Error::Template { source })?))
}

/// A page that is made, as an answer.
pub(super) fn html(status: StatusCode, html: String) -> Response {
    (status, [(CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response()
}

/// The moment on the clocks of a zone.
pub(super) fn when(zone: &str, moment: Moment) -> When {
    on_the_wall(zone, |zone| dates::when(zone, moment))
}

/// The last minute before an exclusive deadline.
pub(super) fn until(zone: &str, deadline: Moment) -> When {
    on_the_wall(zone, |zone| dates::last_minute(zone, deadline))
}

/// A zone that the table does not have (there is none in what we took in) is shown as UTC, and says so; a moment that no
/// calendar has, as the first of them.
fn on_the_wall<E>(zone: &str, shown: impl Fn(&str) -> Result<When, E>) -> When {
    let first = || When { weekday: 4, day: 1, month: 1, year: 1970, hour: 0, minute: 0, zone: "UTC".to_owned() };
    shown(zone).or_else(|_| shown("UTC")).unwrap_or_else(|_| first())
}
