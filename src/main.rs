//! The `recepis` command.

fn main() {}
