//! Certificates, CRLs and certification paths (RFC 5280).
