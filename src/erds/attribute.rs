//! What a sender may ask to have compared with what an issuer of an electronic identity says of a person. Values are compared and
//! dropped; evidence names the kinds only.

/// A kind of thing said of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Attribute {
    /// The day of birth.
    BirthDate,
    /// A number under which the sender and the issuer both know the person.
    CustomerNumber,
    /// The name.
    Name,
}

impl Attribute {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::BirthDate, Self::CustomerNumber, Self::Name];

    /// Its name in evidence.
    pub fn name(self) -> &'static str {
        match self {
            Self::BirthDate => "birth-date",
            Self::CustomerNumber => "customer-number",
            Self::Name => "name",
        }
    }

    /// The one of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.name() == name)
    }

    /// What it is, in English words.
    pub fn words(self) -> &'static str {
        match self {
            Self::BirthDate => "birth date",
            Self::CustomerNumber => "customer number",
            Self::Name => "name",
        }
    }
}

/// Several in English words: `birth date, name`.
pub fn words(attributes: &[Attribute]) -> String {
    attributes.iter().map(|attribute| attribute.words()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_found_by_its_name() {
        for attribute in Attribute::ALL {
            assert_eq!(Attribute::from_name(attribute.name()), Some(attribute));
        }
        assert_eq!(words(&Attribute::ALL), "birth date, customer number, name");
    }
}
