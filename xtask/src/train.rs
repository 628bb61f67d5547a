//! The embedded model, made anew: `crates/attribution/models/fast.bin`.
//!
//! In: the built `dixit`, a folder of corpora that is not part of the repository. Out: the model file; the figures of
//! cross-validation, printed. Must not know: how a model is trained.

use crate::measure::{not_started, program};
use crate::repo::Repo;
use std::path::Path;
use std::process::Command;

/// The model.
const MODEL: &str = "crates/attribution/models/fast.bin";

/// Where the corpora lie, and what the model is trained on.
pub(crate) const DATA: &str = "../shared/data";
const TRAINING: &str = "polnear.train.jsonl";

/// What the model file remembers; `crates/attribution/models/fast.md` says more.
const ABOUT: &str = "PolNeAR 1.0.0 train (Newell, Margolin and Ruths 2018); the corpus states no licence, its articles are their publishers'";

/// Trains with the settings that `dixit train` recommends. What unseen documents gave goes to `held_out`, if asked for.
pub(crate) fn run(
    repo: &Repo,
    binary: Option<&Path>,
    data: &str,
    held_out: Option<&Path>,
) -> Result<(), String> {
    let gold = format!("{data}/{TRAINING}");
    if !repo.root.join(&gold).exists() {
        return Err(format!("{gold}: not there; name the folder that holds it with `--data`"));
    }
    let binary = program(repo, binary)?;
    let mut command = Command::new(&binary);
    command.current_dir(&repo.root).args(["train", &gold, "--out", MODEL, "--about", ABOUT]);
    if let Some(path) = held_out {
        command
            .arg("--held-out")
            .arg(std::path::absolute(path).map_err(|e| format!("{}: {e}", path.display()))?);
    }
    let status = command.status().map_err(|error| not_started(&binary, &error))?;
    if status.success() { Ok(()) } else { Err(format!("{} train: {status}", binary.display())) }
}
