//! A document that makes dixit panic is lost, with a message; the others are not.
//!
//! In: some work on one document. Out: its result, or a [`Failure`]. Must not know: the work.

use crate::failure::Failure;
use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    /// What a panic said, and where, while work is guarded.
    static HEARD: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Keeps panics of guarded work from being printed in between; others are printed as ever.
pub(crate) fn install() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let quiet = HEARD.with_borrow_mut(|heard| {
            heard.as_mut().map(|heard| {
                let place = panic.location().map(ToString::to_string).unwrap_or_default();
                let payload = panic.payload();
                let said = payload.downcast_ref::<String>().map(String::as_str);
                let said = said.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("panic");
                *heard = format!("{said} at {place}");
            })
        });
        if quiet.is_none() {
            usual(panic);
        }
    }));
}

/// Runs some work on the document at a place.
pub(crate) fn guarded<T>(place: &str, work: impl FnOnce() -> T) -> Result<T, Failure> {
    // Guarded work may guard a part of itself.
    let outer = HEARD.replace(Some(String::new()));
    let result = catch_unwind(AssertUnwindSafe(work));
    let heard = HEARD.replace(outer).unwrap_or_default();
    result.map_err(|_| {
        Failure::new(
            place,
            format!("a bug in dixit, not in your text ({heard}); please report it with this text"),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_a_failure_and_names_the_document() {
        let failure = guarded("a.txt", || panic!("oops")).map_err(|failure| failure.to_string());
        assert!(failure.unwrap_err().starts_with("a.txt: a bug in dixit"));
        assert_eq!(guarded("b.txt", || 7), Ok(7));
    }
}
