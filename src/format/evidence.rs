//! Statement to and from the XML of EN 319 522-3.
