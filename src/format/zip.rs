//! ZIP containers, read strictly and written plainly.
