//! The text as the rules see it: datelines, lost marks.
//!
//! In: texts, and what they say. Out: test results. Must not know: who the speakers are.

use super::{NOTHING, check};

#[test]
fn dateline() {
    check(
        "KUALA LUMPUR, Oct. 26 (Halyard News) — The deal is close, Vogt said.",
        "indirect Vogt | said | The deal is close",
    );
    check("LISBON — “The deal is close,” Vogt said.", "direct Vogt | said | “The deal is close,”");
    check("LISBON (Halyard) - The deal is “close,” Vogt said.", "mixed Vogt | said | The deal is “close,”");
    check(
        "The deal — the first — is close, Vogt said.",
        "indirect Vogt | said | The deal — the first — is close",
    );
}

#[test]
fn lost_closing_mark() {
    check("“Call us first, said Diop.", "direct Diop | said | “Call us first,");
    check("“Call us first, Diop said on Monday.", "direct Diop | said | “Call us first,");
    check("Diop said: “Call us first.\n\nThe rain went on.", "direct Diop | said | “Call us first.");
    check("“Call us, he will say so, and go.", NOTHING);
}

#[test]
fn sentence_break_inside_a_quotation() {
    check("“Call us first. Then we come,” Diop said.", "direct Diop | said | “Call us first. Then we come,”");
}
