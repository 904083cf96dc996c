//! Floor 0: the Fluent catalogues compiled in; choice of language.
