//! Text messages out: what the settings say, as a gateway.

use std::sync::Arc;

use crate::config::{self, Fault};
use crate::outside::texter::{Gateway, Shape, Texter};

/// The most octets of the file with the gateway's secret.
const SECRET: usize = 8_192;

/// The gateway of the settings; none where they name none.
///
/// # Errors
/// At the setting that is wrong: the file is not there or empty, or the address cannot be used.
pub(super) fn texter(settings: &config::Texter) -> Result<Option<Arc<dyn Texter>>, Fault> {
    let Some(url) = &settings.url.value else { return Ok(None) };
    let fixed = settings.fields.value.iter().filter_map(|pair| pair.split_once('='));
    let shape = Shape {
        json: settings.format.value == config::Format::Json,
        to: settings.number_field.value.clone(),
        text: settings.text_field.value.clone(),
        fixed: fixed.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
    };
    let authorization = super::files::secret(&settings.authorization_file, SECRET)?;
    // Whoever was first has installed the same one.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let gateway = Gateway::new(&url.0, shape, authorization.as_deref());
    Ok(Some(Arc::new(gateway.map_err(|error| settings.url.wrong(error.to_string()))?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gateway_is_built_from_the_settings_and_its_secret_stands_in_a_file_of_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let read = |text: &str| {
            let folder = folder.path();
            config::Config::read("recepis.toml", folder, text.as_bytes(), folder).unwrap().texter
        };
        assert!(texter(&read("")).unwrap().is_none());
        let text = "[texter]\nurl = \"http://localhost:1/sms\"\nfields = [\"from=Recepis\"]\nauthorization_file = \"secret\"\n";
        let missing = texter(&read(text)).err().unwrap().to_string();
        assert!(missing.contains("authorization_file") && missing.contains("is not there"), "{missing}");
        super::super::files::write(&folder.path().join("secret"), b"Bearer hunter2\n", 0o600).unwrap();
        assert!(texter(&read(text)).unwrap().is_some());
        let clear = texter(&read("[texter]\nurl = \"http://sms.example/?key=hunter2\"\n")).err().unwrap().to_string();
        assert!(clear.contains("https") && !clear.contains("hunter2"), "{clear}");
    }
}
