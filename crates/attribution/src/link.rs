//! Role spans joined into statements.
//!
//! In: [`Document`], [`Quotes`], [`Roles`]. Out: [`Statement`]s in text order, nested ones marked. Must not know: how the
//! roles were tagged, who the speakers are.

use crate::{ContentType, Pattern, QuoteUse, Quotes, RoleSpanId, Roles, Statement, StatementId, Tie};
use dixit_tokenizer::{Document, Index, TokenKind, TokenRun};

/// Joins the role spans of a document into statements, ordered by their first content token. Near-linear in their number.
///
/// # Panics
/// Where an engine tagged tokens that the document does not have.
pub fn link(document: &Document, quotes: &Quotes, roles: &Roles) -> Vec<Statement> {
    let quoted = quoted_tokens(document, quotes);
    let mut order: Vec<usize> =
        (0..roles.ties.len()).filter(|&tie| !roles.ties[tie].content.is_empty()).collect();
    // An outer content before those in it: first by start, then the longer one.
    order.sort_by_key(|&tie| {
        let (start, end) = extent(roles, &roles.ties[tie]);
        (start, std::cmp::Reverse(end), tie)
    });
    let mut position = vec![None; roles.ties.len()];
    for (place, &tie) in order.iter().enumerate() {
        position[tie] = Some(StatementId::from_usize(place));
    }
    let mut statements: Vec<Statement> = order
        .iter()
        .map(|&tie| {
            let tie = &roles.ties[tie];
            let content = runs(roles, &tie.content);
            Statement {
                content_type: content_type(document, &quoted, &content, tie.pattern),
                content,
                cue: runs(roles, &tie.cue),
                class: tie.class,
                source: runs(roles, &tie.source),
                nested_in: None,
                continues: tie.continues.and_then(|earlier| position.get(earlier).copied().flatten()),
                pattern: tie.pattern,
                confidence: tie.confidence,
            }
        })
        .collect();
    nest(&mut statements);
    for statement in &mut statements {
        if statement.nested_in.is_some() && statement.pattern != Pattern::TranscriptLine {
            statement.content_type = inner_type(document, quotes, &statement.content);
        }
    }
    statements
}

/// The statements that stand in no other one's content, their references kept right.
pub fn without_nested(statements: Vec<Statement>) -> Vec<Statement> {
    let mut kept = 0;
    let places: Vec<Option<StatementId>> = statements
        .iter()
        .map(|statement| {
            kept += usize::from(statement.nested_in.is_none());
            statement.nested_in.is_none().then(|| StatementId::from_usize(kept - 1))
        })
        .collect();
    statements
        .into_iter()
        .filter(|statement| statement.nested_in.is_none())
        .map(|statement| Statement {
            continues: statement
                .continues
                .and_then(|earlier| places.get(earlier.to_usize()).copied().flatten()),
            ..statement
        })
        .collect()
}

fn extent(roles: &Roles, tie: &Tie) -> (usize, usize) {
    let runs = runs(roles, &tie.content);
    let start = runs.iter().map(|run| run.start()).min().unwrap_or(0);
    (start, runs.iter().map(|run| run.end()).max().unwrap_or(start))
}

/// The runs of some role spans, in order; those that overlap become one, so that no engine can say a word twice.
fn runs(roles: &Roles, ids: &[RoleSpanId]) -> Vec<TokenRun> {
    let spans = ids.iter().filter_map(|id| roles.spans.get(id.to_usize()));
    let mut runs: Vec<TokenRun> = spans.map(|span| span.tokens).filter(|run| !run.is_empty()).collect();
    runs.sort_by_key(|run| (run.start(), run.end()));
    runs.dedup_by(|next, run| {
        let overlap = next.start() < run.end();
        if overlap {
            *run = TokenRun::new(run.start()..run.end().max(next.end()));
        }
        overlap
    });
    runs
}

/// For each token, whether it stands in a quotation.
fn quoted_tokens(document: &Document, quotes: &Quotes) -> Vec<bool> {
    let mut quoted = vec![false; document.tokens().len()];
    for (_, span, run) in quotes.top_level() {
        if !matches!(span.usage, QuoteUse::Nickname | QuoteUse::Title) {
            quoted[run.to_range()].fill(true);
        }
    }
    quoted
}

/// All words in marks: direct; none: indirect; some: mixed. A transcript's turn is verbatim without marks.
fn content_type(document: &Document, quoted: &[bool], content: &[TokenRun], pattern: Pattern) -> ContentType {
    if pattern == Pattern::TranscriptLine {
        return ContentType::Direct;
    }
    content_type_by(document, content, |token| quoted[token])
}

fn content_type_by(document: &Document, content: &[TokenRun], quoted: impl Fn(usize) -> bool) -> ContentType {
    let is_word = |&token: &usize| {
        matches!(
            document.tokens()[token].kind,
            TokenKind::Word | TokenKind::Number | TokenKind::Abbreviation | TokenKind::Email | TokenKind::Url
        )
    };
    let words = content.iter().flat_map(|run| run.to_range()).filter(is_word);
    let (mut inside, mut all) = (0usize, 0usize);
    for token in words {
        all += 1;
        inside += usize::from(quoted(token));
    }
    match inside {
        0 => ContentType::Indirect,
        _ if inside == all => ContentType::Direct,
        _ => ContentType::Mixed,
    }
}

/// The type of a content inside another’s, which may stand in marks as a whole: only marks of its own count.
///
/// Example: `“He told me it was late,” Vogt said.` (indirect). Counter-example: `“He said, ‘It is late,’” Vogt said.` (direct).
fn inner_type(document: &Document, quotes: &Quotes, content: &[TokenRun]) -> ContentType {
    let mut quoted: Vec<TokenRun> = Vec::new();
    for part in content {
        // The comma inside closing marks, and the marks, may be left to the content or not.
        let within = |run: &&TokenRun| part.start() <= run.start() + 1 && run.end() <= part.end() + 1;
        let first = quotes.tokens.partition_point(|run| run.start() + 1 < part.start());
        let near = quotes.tokens[first..].iter().take_while(|run| run.start() < part.end());
        quoted.extend(near.filter(within));
    }
    content_type_by(document, content, |token| quoted.iter().any(|run| run.to_range().contains(&token)))
}

/// Sets `nested_in` to the innermost statement that has all of this one's content in one of its parts. The statements are in
/// order, so a stack of those still open suffices.
fn nest(statements: &mut [Statement]) {
    let mut open: Vec<usize> = Vec::new();
    for at in 0..statements.len() {
        let bounds = |statement: &Statement| {
            let start = statement.content.first().map_or(0, |run| run.start());
            (start, statement.content.last().map_or(start, |run| run.end()))
        };
        let (start, end) = bounds(&statements[at]);
        while open.last().is_some_and(|&outer| bounds(&statements[outer]).1 <= start) {
            open.pop();
        }
        let parent = open.iter().rev().find(|&&outer| {
            statements[outer]
                .content
                .iter()
                .any(|part| part.start() <= start && end <= part.end() && part.len() > end - start)
        });
        statements[at].nested_in = parent.map(|&outer| StatementId::from_usize(outer));
        open.push(at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{CueClass, Role, RoleSpan, find_quotes};
    use dixit_tokenizer::{Source, Span, tokenize};

    /// Contents given by their words, each with the number of the tie it continues.
    type Ties<'a> = &'a [(&'a [&'a str], Option<usize>)];

    fn roles(document: &Document, ties: Ties<'_>) -> Roles {
        let mut roles = Roles::default();
        for (parts, continues) in ties {
            let content = parts
                .iter()
                .map(|words| {
                    let start = document.text().find(words).expect(words);
                    let tokens = document.tokens_in(Span::from_usize(start, start + words.len()));
                    roles.spans.push(RoleSpan { role: Role::Content, tokens });
                    RoleSpanId::from_usize(roles.spans.len() - 1)
                })
                .collect();
            roles.ties.push(Tie {
                cue: Vec::new(),
                class: Some(CueClass::Neutral),
                source: Vec::new(),
                content,
                continues: *continues,
                pattern: Pattern::SubjectVerbClause,
                confidence: 0.5,
            });
        }
        roles
    }

    /// Each statement on a line: `2 direct parts < parent, continues earlier`.
    fn lines(document: &Document, statements: &[Statement]) -> Vec<String> {
        let part = |run: &TokenRun| {
            let tokens = document.tokens();
            document.slice(tokens[run.start()].span.cover(tokens[run.end() - 1].span))
        };
        statements
            .iter()
            .enumerate()
            .map(|(at, statement)| {
                let parts: Vec<&str> = statement.content.iter().map(part).collect();
                let parent = statement.nested_in.map_or(String::new(), |id| format!(" < {}", id.to_usize()));
                let earlier =
                    statement.continues.map_or(String::new(), |id| format!(", continues {}", id.to_usize()));
                format!("{at} {:?} {}{parent}{earlier}", statement.content_type, parts.join(" … "))
            })
            .collect()
    }

    fn linked(text: &str, ties: Ties<'_>) -> (Document, Vec<Statement>) {
        let document = tokenize(Source::new(text).unwrap());
        let statements = link(&document, &find_quotes(&document), &roles(&document, ties));
        (document, statements)
    }

    #[track_caller]
    fn check(text: &str, ties: Ties<'_>, expected: &[&str]) {
        let (document, statements) = linked(text, ties);
        assert_eq!(lines(&document, &statements), expected);
    }

    #[test]
    fn marks_decide_the_type() {
        check(
            "“We wait,” Vogt said. The pier is old. It is “a ruin” now.",
            &[(&["“We wait,”"], None), (&["The pier is old"], None), (&["It is “a ruin” now"], None)],
            &["0 Direct “We wait,”", "1 Indirect The pier is old", "2 Mixed It is “a ruin” now"],
        );
    }

    #[test]
    fn titles_and_nicknames_quote_nobody() {
        check(
            "Vogt said Dwayne “The Rock” Johnson came.",
            &[(&["Dwayne “The Rock” Johnson came"], None)],
            &["0 Indirect Dwayne “The Rock” Johnson came"],
        );
    }

    #[test]
    fn parts_of_both_kinds_are_mixed() {
        check(
            "The pier, Vogt said, is “a ruin.”",
            &[(&["The pier", "is “a ruin.”"], None)],
            &["0 Mixed The pier … is “a ruin.”"],
        );
    }

    #[test]
    fn text_order_and_nesting() {
        check(
            "Vogt said Okafor said Diop said no. It rained.",
            &[
                (&["no"], None),
                (&["Diop said no"], None),
                (&["It rained"], None),
                (&["Okafor said Diop said no"], None),
            ],
            &[
                "0 Indirect Okafor said Diop said no",
                "1 Indirect Diop said no < 0",
                "2 Indirect no < 1",
                "3 Indirect It rained",
            ],
        );
    }

    #[test]
    fn a_statement_between_two_parts_is_not_nested() {
        check(
            "The pier, as Okafor knew it, is a ruin.",
            &[(&["The pier", "is a ruin"], None), (&["Okafor knew it"], None)],
            &["0 Indirect The pier … is a ruin", "1 Indirect Okafor knew it"],
        );
    }

    #[test]
    fn the_same_words_twice_are_not_nested() {
        check(
            "The pier is old.",
            &[(&["The pier is old"], None), (&["The pier is old"], None)],
            &["0 Indirect The pier is old", "1 Indirect The pier is old"],
        );
    }

    #[test]
    fn parts_that_overlap_become_one() {
        check(
            "The pier is very old.",
            &[(&["is very old", "The pier is", "very"], None)],
            &["0 Indirect The pier is very old"],
        );
    }

    #[test]
    fn a_tie_without_content_is_no_statement() {
        check("The pier is old.", &[(&[], None), (&["old"], Some(0))], &["0 Indirect old"]);
    }

    #[test]
    fn without_nested_keeps_references_right() {
        let text = "Vogt said Okafor said no. It rained. It snowed.";
        let ties: Ties<'_> = &[
            (&["Okafor said no"], None),
            (&["no"], None),
            (&["It rained"], Some(0)),
            (&["It snowed"], Some(1)),
        ];
        let (document, statements) = linked(text, ties);
        assert_eq!(
            lines(&document, &statements),
            [
                "0 Indirect Okafor said no",
                "1 Indirect no < 0",
                "2 Indirect It rained, continues 0",
                "3 Indirect It snowed, continues 1",
            ]
        );
        assert_eq!(
            lines(&document, &without_nested(statements)),
            ["0 Indirect Okafor said no", "1 Indirect It rained, continues 0", "2 Indirect It snowed"]
        );
    }
}
