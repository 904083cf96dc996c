//! Time-stamps (RFC 3161, RFC 5816, EN 319 422).
