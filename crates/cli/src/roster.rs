//! `dixit roster`: what is odd in files of known people, and new ones made from articles.
//!
//! In: rosters' paths. Out: their findings as text, `FILE:LINE:COLUMN: what`. Must not know: how a roster is checked.

mod draft;
pub(crate) mod init;

use crate::args::RosterCheckArgs;
use crate::failure::Failure;
use crate::options;
use crate::text::{counted, printable};
use dixit_attribution::{Finding, Roster};
use std::fmt::Write;
use std::path::Path;

/// What was found in all the rosters.
pub(crate) struct Checked {
    /// For stdout.
    pub(crate) text: String,
    /// The files that could not be read.
    pub(crate) failures: Vec<Failure>,
    /// Whether there was nothing to tell of any of them.
    pub(crate) clean: bool,
}

/// Checks the rosters, or the built-in one where none is given.
pub(crate) fn check(args: &RosterCheckArgs) -> Checked {
    let mut checked = Checked { text: String::new(), failures: Vec::new(), clean: true };
    if args.files.is_empty() {
        checked.roster("the built-in roster", &Roster::builtin());
    }
    for path in &args.files {
        checked.file(path);
    }
    checked
}

impl Checked {
    fn file(&mut self, path: &Path) {
        let place = printable(&path.display().to_string());
        match std::fs::read(path) {
            Err(error) => {
                self.clean = false;
                self.failures.push(Failure::io(path, &error));
            }
            Ok(bytes) => match String::from_utf8(bytes) {
                Err(error) => {
                    let at = error.utf8_error().valid_up_to();
                    let cause =
                        format!("the roster is not UTF-8 (bad byte at offset {at}); save it as UTF-8");
                    self.clean = false;
                    self.failures.push(Failure::new(place, cause));
                }
                Ok(text) => match options::parse_roster(path, &text) {
                    Ok(roster) => self.roster(&place, &roster),
                    Err(error) => self.tell(&place, Some(error.position()), &error.kind().to_string()),
                },
            },
        }
    }

    fn roster(&mut self, place: &str, roster: &Roster) {
        let findings = roster.check();
        for finding in &findings {
            self.tell(place, Finding::position(finding), &finding.to_string());
        }
        if findings.is_empty() {
            let people = roster.people().len();
            let offices: usize = roster.people().iter().map(|person| person.offices.len()).sum();
            let _ = writeln!(
                self.text,
                "{place}: {}, {}, nothing to mend",
                counted(people, "person", "people"),
                counted(offices, "office", "offices")
            );
        }
    }

    fn tell(&mut self, place: &str, position: Option<(usize, usize)>, what: &str) {
        self.clean = false;
        let at = position.map(|(line, column)| format!(":{line}:{column}")).unwrap_or_default();
        let _ = writeln!(self.text, "{place}{at}: {}", printable(what));
    }
}
