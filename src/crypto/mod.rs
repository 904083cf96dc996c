//! Floor 0: digests, and one function that verifies a signature. RustCrypto behind it; no private key comes here.
