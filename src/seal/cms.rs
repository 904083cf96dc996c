//! CMS and CAdES baseline signatures (RFC 5652, EN 319 122-1).
