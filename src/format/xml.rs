//! A small XML tree and its exclusive canonical form.
