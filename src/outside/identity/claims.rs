//! Which fields of what an issuer said are a person's name, day of birth and number: claims of OpenID Connect, attributes of an
//! assertion, parts of a certificate. One shape for all of them.

use crate::erds::attribute::Attribute;

/// Which fields say what, by the issuer's names for them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Claims {
    /// Each form of a name: one field, or several that make it together, in their order.
    pub name: Vec<Vec<String>>,
    /// The day of birth.
    pub birth_date: Option<String>,
    /// The number as a customer.
    pub customer_number: Option<String>,
}

impl Claims {
    /// Names as settings write them: each a form, of one field or of several with blanks between them.
    pub fn new(names: &[String], birth_date: Option<String>, customer_number: Option<String>) -> Self {
        let parts = |form: &String| form.split_whitespace().map(str::to_owned).collect();
        Self { name: names.iter().map(parts).collect(), birth_date, customer_number }
    }

    /// Every field that is looked at.
    pub fn fields(&self) -> impl Iterator<Item = &str> {
        let others = self.birth_date.iter().chain(&self.customer_number);
        self.name.iter().flatten().chain(others).map(String::as_str)
    }

    /// What can be said with these.
    pub fn kinds(&self) -> Vec<Attribute> {
        let kinds = [
            self.birth_date.as_ref().map(|_| Attribute::BirthDate),
            self.customer_number.as_ref().map(|_| Attribute::CustomerNumber),
            (!self.name.is_empty()).then_some(Attribute::Name),
        ];
        kinds.into_iter().flatten().collect()
    }

    /// What is said, where `text` is the value of a field; none where it has not exactly one.
    pub fn said(&self, text: impl Fn(&str) -> Option<String>) -> Vec<(Attribute, String)> {
        let name = |parts: &Vec<String>| {
            let parts: Option<Vec<String>> = parts.iter().map(|part| text(part)).collect();
            Some((Attribute::Name, parts?.join(" ")))
        };
        let mut said: Vec<(Attribute, String)> = self.name.iter().filter_map(name).collect();
        let one = |field: &Option<String>| field.as_deref().and_then(&text);
        said.extend(one(&self.birth_date).map(|day| (Attribute::BirthDate, hyphenated(day))));
        said.extend(one(&self.customer_number).map(|number| (Attribute::CustomerNumber, number)));
        said
    }
}

/// Some write a day as YYYYMMDD.
fn hyphenated(text: String) -> String {
    match (text.len() == 8 && text.bytes().all(|c| c.is_ascii_digit()), text.get(..4), text.get(4..6), text.get(6..)) {
        (true, Some(year), Some(month), Some(day)) => format!("{year}-{month}-{day}"),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_made_of_the_fields_that_are_there_and_a_day_may_have_no_hyphens() {
        let names = ["name", "initials last"].map(str::to_owned);
        let claims = Claims::new(&names, Some("birthdate".to_owned()), None);
        assert_eq!(claims.kinds(), [Attribute::BirthDate, Attribute::Name]);
        assert_eq!(claims.fields().collect::<Vec<_>>(), ["name", "initials", "last", "birthdate"]);
        let whole = |field: &str| match field {
            "initials" => Some("P.".to_owned()),
            "last" => Some("de Vries".to_owned()),
            "birthdate" => Some("19800312".to_owned()),
            _ => None,
        };
        let said = [(Attribute::Name, "P. de Vries".to_owned()), (Attribute::BirthDate, "1980-03-12".to_owned())];
        assert_eq!(claims.said(whole), said);
        assert_eq!(claims.said(|field| (field == "initials").then(String::new)), []);
    }
}
