//! `[texter]`: the gateway for text messages (SMS).

use std::path::PathBuf;

use super::list::{Listed, Show};
use super::reader::Table;
use super::setting::Setting;
use super::url::{self, Url};
use super::value::{one_of, pairs, text};

/// How a body is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `application/json`: one object of texts.
    Json,
}

impl Show for Format {
    fn show(&self) -> serde_json::Value {
        match self {
            Self::Form => "form".into(),
            Self::Json => "json".into(),
        }
    }
}

/// The gateway.
#[derive(Clone, Debug)]
pub struct Texter {
    /// Where it takes texts; without it none are sent.
    pub url: Setting<Option<Url>>,
    /// How a body is written.
    pub format: Setting<Format>,
    /// The field with the number.
    pub number_field: Setting<String>,
    /// The field with the text.
    pub text_field: Setting<String>,
    /// What else each body holds, as `name=value`.
    pub fields: Setting<Vec<String>>,
    /// The file whose first line is the value of the header `Authorization`.
    pub authorization_file: Setting<Option<PathBuf>>,
}

impl Texter {
    pub(super) fn read(mut table: Table<'_, '_>) -> Self {
        let url = table.get_veiled("url", url::gateway);
        let url = table.need(url, "where the gateway takes texts, such as \"https://sms.example/messages\"");
        let formats = [("json", Format::Json), ("form", Format::Form)];
        let read = Self {
            url,
            format: table.get("format", one_of(&formats)).or(Format::Json),
            number_field: table.get("number_field", text).or("to".to_owned()),
            text_field: table.get("text_field", text).or("text".to_owned()),
            fields: table.get("fields", pairs).or(Vec::new()),
            authorization_file: table.path_of_secret("authorization_file"),
        };
        if read.number_field.value == read.text_field.value {
            table.add("number_field and text_field are one: give each its own name");
        }
        table.end();
        read
    }

    pub(super) fn settings(&self) -> Vec<&dyn Listed> {
        let Self { url, format, number_field, text_field, fields, authorization_file } = self;
        vec![url, format, number_field, text_field, fields, authorization_file]
    }
}
