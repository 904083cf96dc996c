//! Random octets. The only place in the daemon that draws them, but for the making of keys.

use std::sync::Mutex;

use ring::rand::SecureRandom;

/// Gives random octets.
pub trait Entropy: Send + Sync {
    /// Fills the place with octets that nobody can foresee.
    fn fill(&self, place: &mut [u8]);
}

impl dyn Entropy + '_ {
    /// So many random octets.
    pub fn draw<const N: usize>(&self) -> [u8; N] {
        let mut octets = [0; N];
        self.fill(&mut octets);
        octets
    }
}

/// The operating system's source.
#[derive(Debug)]
pub struct SystemEntropy(ring::rand::SystemRandom);

impl SystemEntropy {
    /// The operating system's source.
    #[expect(clippy::disallowed_methods, reason = "this is the one place that draws random octets")]
    pub fn new() -> Self {
        Self(ring::rand::SystemRandom::new())
    }
}

impl Default for SystemEntropy {
    fn default() -> Self {
        Self::new()
    }
}

impl Entropy for SystemEntropy {
    fn fill(&self, place: &mut [u8]) {
        // Without random octets no identifier, key or nonce is safe: better no service than a guessable one.
        if self.0.fill(place).is_err() {
            std::process::abort();
        }
    }
}

/// Octets that look random and are the same in every run. For tests.
#[derive(Debug)]
pub struct FakeEntropy(Mutex<u64>);

impl FakeEntropy {
    /// The stream that belongs to this seed.
    pub fn new(seed: u64) -> Self {
        Self(Mutex::new(seed))
    }
}

impl Entropy for FakeEntropy {
    fn fill(&self, place: &mut [u8]) {
        let mut state = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        for octet in place {
            *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let mixed = (*state ^ (*state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            *octet = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB).to_be_bytes()[0];
        }
    }
}
