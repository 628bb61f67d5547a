//! Chores: `cargo xtask pos`.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod lexicon;
mod pos;

fn main() {
    let a: Vec<String> = std::env::args().skip(1).collect();
    if a[0] == "pos" {
        pos::run(&a[1..], std::path::Path::new("crates/attribution/models/pos.tsv")).unwrap();
    } else {
        let text =
            lexicon::generate(&std::fs::read_to_string("crates/attribution/lexicon/cues.toml").unwrap())
                .unwrap();
        std::fs::write("crates/attribution/src/lexicon/generated.rs", text).unwrap();
    }
}
