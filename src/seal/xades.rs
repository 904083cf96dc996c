//! XAdES baseline signatures on our own evidence (EN 319 132-1).
