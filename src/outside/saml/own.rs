//! What an identity provider has to know of us: our metadata, signed. No secret stands in it, and nothing about a person.

use super::key::Error;
use super::names::{ARTIFACT, MD, POST, PROTOCOL};
use super::request::{identifier, octets};
use super::{Binding, Provider, sign};
use crate::format::xml::Element;

impl Provider {
    /// Our metadata. `random` makes its `ID`.
    ///
    /// # Errors
    /// The key does not sign.
    pub fn own_metadata(&self, random: &[u8; 20]) -> Result<Vec<u8>, Error> {
        let binding = match self.binding {
            Binding::Artifact => ARTIFACT,
            Binding::Post => POST,
        };
        let consumer = Element::new(MD, "AssertionConsumerService")
            .attribute("Binding", binding)
            .attribute("Location", &*self.consumer)
            .attribute("index", "0")
            .attribute("isDefault", "true");
        let role = Element::new(MD, "SPSSODescriptor")
            .attribute("AuthnRequestsSigned", "true")
            .attribute("WantAssertionsSigned", "true")
            .attribute("protocolSupportEnumeration", PROTOCOL)
            .child(Element::new(MD, "KeyDescriptor").attribute("use", "signing").child(sign::key_info(&self.key)))
            .child(consumer);
        let entity = Element::new(MD, "EntityDescriptor")
            .attribute("ID", identifier(random))
            .attribute("entityID", &*self.entity)
            .child(role);
        octets(&sign::signed(entity, 0, &self.key)?)
    }
}
