//! Who said what in one text, with the two libraries alone: `.ci/run` builds this outside of the workspace.

use dixit_attribution::{Config, FastEngine, Roster, analyze};
use dixit_tokenizer::{Source, SourceError, tokenize};

fn main() -> Result<(), SourceError> {
    let text = "“The talks went well,” Ada Moreno said. She hopes to sign in May.";
    let document = tokenize(Source::new(text)?);
    let analysis = analyze(&document, &FastEngine::new(), &Roster::builtin(), &Config::recommended());
    for found in &analysis.attributions {
        let who = analysis.speakers(found).map(|entity| entity.name.as_str());
        let what = found.content.iter().map(|span| document.slice(*span));
        println!("{}: {}", who.collect::<Vec<_>>().join(", "), what.collect::<Vec<_>>().join(" … "));
    }
    Ok(())
}
