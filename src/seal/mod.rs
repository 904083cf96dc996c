//! Floor 2: signatures and time-stamps. Prepare → (somebody signs) → assemble; check → facts. No private key, no clock.

pub mod cms;
pub mod ers;
pub mod pades;
pub mod tsp;
pub mod webauthn;
pub mod x509;
pub mod xades;
pub mod xmldsig;

#[cfg(test)]
pub(crate) mod testing;
