//! Chores: `cargo xtask codegen`, `cargo xtask tidy`.

fn main() {}
