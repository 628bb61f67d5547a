//! The command line of dixit.

fn main() {}
