//! What the marks decide: statements of the rules that the tagger may not change.
//!
//! In: the rules' statements. Out: [`Held`]: which of them stand, and which labels that leaves to each token. Must not know: weights.

use super::decode::LabelSet;
use super::labels::Label;
use crate::{ContentType, Pattern, Role, Statement};
use dixit_tokenizer::TokenRun;

/// Direct statements of patterns that are right this often stand as they are. Chosen by cross-validation on PolNeAR train, where
/// direct F is 93.5 at 0.9, 93.6 at 0.75, 93.8 at 0.6 and 93.7 at 0.4.
const SURE: f32 = 0.6;

/// The statements that stand, and what they leave open.
pub(super) struct Held {
    /// Their positions among the rules' statements.
    pub(super) statements: Vec<usize>,
    /// What each token may be.
    pub(super) allowed: Vec<LabelSet>,
}

/// Holds the contents and cues of sure direct statements; sources stay open, since the tagger knows their extent better.
///
/// Example: `“We wait,” Vogt said.` Counter-example: `Vogt called it “a ruin”` (mixed).
pub(super) fn hold(statements: &[Statement], tokens: usize) -> Held {
    let mut held = Held { statements: Vec::new(), allowed: vec![LabelSet::ALL; tokens] };
    for (at, statement) in statements.iter().enumerate() {
        if !stands(statement) {
            continue;
        }
        let parts = |role: Role, runs: &[TokenRun]| -> Vec<(Role, TokenRun)> {
            runs.iter().map(|run| (role, *run)).collect()
        };
        let spans = [parts(Role::Content, &statement.content), parts(Role::Cue, &statement.cue)].concat();
        let taken =
            |run: &TokenRun| held.allowed[run.to_range()].iter().any(|allowed| *allowed != LabelSet::ALL);
        if spans.iter().any(|(_, run)| run.is_empty() || taken(run)) {
            continue;
        }
        held.statements.push(at);
        for (role, run) in spans {
            for (position, token) in run.to_range().enumerate() {
                held.allowed[token] = LabelSet::only(Label::of(role, position == 0));
            }
        }
    }
    end_spans(&mut held.allowed);
    held
}

fn stands(statement: &Statement) -> bool {
    statement.nested_in.is_none()
        && statement.content_type == ContentType::Direct
        && statement.confidence >= SURE
        && (!statement.cue.is_empty()
            || matches!(statement.pattern, Pattern::TranscriptLine | Pattern::DashAttribution))
}

/// A span that is held ends where the rules end it.
fn end_spans(allowed: &mut [LabelSet]) {
    for at in 1..allowed.len() {
        if allowed[at] == LabelSet::ALL && allowed[at - 1].is_one() {
            allowed[at] = allowed[at].without_inside();
        }
    }
}
