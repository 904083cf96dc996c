//! Floor 4: judgement as a pure function: bundle, trust anchors, moment → report.

pub mod chain;
pub mod timeline;
pub mod verdict;

#[cfg(test)]
#[path = "../../tests/common/story.rs"]
#[expect(dead_code, unreachable_pub, reason = "shared with the integration tests")]
mod made_up;

#[cfg(test)]
mod story {
    //! The made-up deliveries of tests/common, with a digest that costs nothing.

    use std::hash::{DefaultHasher, Hash, Hasher};

    pub(crate) use super::made_up::{Story, at, deadline};
    use crate::erds::content::{ContentInfo, Sha256};
    use crate::erds::evidence::Statement;

    pub(crate) fn story(seed: u8) -> Story {
        let content = ContentInfo { digest: Sha256([7; 32]), size: 1_234, message_id: None };
        Story::new(seed, content, digest)
    }

    fn digest(statement: &Statement) -> Sha256 {
        let mut hasher = DefaultHasher::new();
        format!("{statement:?}").hash(&mut hasher);
        let mut octets = [0; 32];
        octets[..8].copy_from_slice(&hasher.finish().to_be_bytes());
        Sha256(octets)
    }
}
