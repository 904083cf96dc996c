//! The court's tool: read files, verify, print the report.

fn main() {}
