//! Cases of the whole "who" half: a text whose sources stand in brackets, and who they are.
//!
//! In: marked texts. Out: test results. Must not know: how statements are found (the brackets give them).

use crate::{Config, ContentType, Pattern, Roster, Statement, Verdict, find_quotes, find_speakers};
use dixit_tokenizer::{Index, Run, Source, Span, tokenize};

/// The speakers of the bracketed sources, in order, each with `?` where ambiguous and `*` where unnamed; `-` is nobody.
fn speakers(marked: &str, date: &str) -> Vec<String> {
    let (mut text, mut sources, mut start) = (String::new(), Vec::new(), 0);
    for character in marked.chars() {
        match character {
            '[' => start = text.len(),
            ']' => sources.push(Span::from_usize(start, text.len())),
            other => text.push(other),
        }
    }
    let document = tokenize(Source::new(text).unwrap());
    if document.tokens().is_empty() {
        return Vec::new();
    }
    let quotes = find_quotes(&document);
    let statements: Vec<Statement> = sources
        .iter()
        .map(|&source| {
            let source = document.tokens_in(source);
            let sentence = document.sentences()[document.sentence_of(source.start()).to_usize()].tokens;
            let paragraph = document.paragraphs()[document.paragraph_of(source.start()).to_usize()].tokens;
            let near = quotes.tokens.iter().copied().filter(|run| {
                paragraph.start() <= run.start()
                    && run.end() <= source.start()
                    && run.end() + 1 >= source.start()
            });
            let quote = near.max_by_key(|run| run.start());
            let label = document.word(source.end()) == ":";
            Statement {
                content_type: if quote.is_some() || label {
                    ContentType::Direct
                } else {
                    ContentType::Indirect
                },
                content: vec![
                    quote.unwrap_or(Run::new(source.end() + 1..sentence.end().max(source.end() + 1))),
                ],
                cue: Vec::new(),
                class: None,
                source: vec![source],
                nested_in: None,
                continues: None,
                pattern: if label { Pattern::TranscriptLine } else { Pattern::SubjectVerbClause },
                confidence: 1.0,
            }
        })
        .collect();
    let config = Config { date: date.parse().ok(), ..Config::recommended() };
    let found = find_speakers(&document, &quotes, &statements, &Roster::builtin(), &config);
    let name = |id: &crate::EntityId| {
        let entity = &found.entities[id.to_usize()];
        if entity.named { entity.name.clone() } else { format!("{}*", entity.name) }
    };
    found
        .attributions
        .iter()
        .map(|attribution| match &attribution.speaker {
            Verdict::Speakers(ids) => ids.iter().map(name).collect::<Vec<_>>().join(" + "),
            Verdict::Ambiguous(ids) => format!("{}?", ids.iter().map(name).collect::<Vec<_>>().join(" / ")),
            Verdict::Unknown => "-".to_owned(),
        })
        .collect()
}

#[track_caller]
fn check(marked: &str, expected: &[&str]) {
    assert_eq!(speakers(marked, ""), expected, "{marked}");
}

#[track_caller]
fn check_on(date: &str, marked: &str, expected: &[&str]) {
    assert_eq!(speakers(marked, date), expected, "{marked}");
}

#[test]
fn titles_and_surnames_name_the_same_person() {
    check(
        "U.S. Treasury Secretary [Scott Bessent] said it was late. [Mr. Bessent] said so twice. [Bessent] said no more.",
        &["Scott Bessent"; 3],
    );
    check("[Ursula von der Leyen] said yes. [von der Leyen] said no.", &["Ursula von der Leyen"; 2]);
    check("[Robert S. Ford Jr.], a diplomat, said yes.", &["Robert S. Ford Jr."]);
    check("[Morwenna “Mo” Bassett-Lyle] said yes.", &["Morwenna Bassett-Lyle"]);
}

#[test]
fn the_roster_needs_a_name_or_a_surname_with_a_title() {
    check("[President Trump] said it was late.", &["Donald Trump"]);
    check("[Jane Greer] said it was late. Ms. [Greer] said so.", &["Jane Greer"; 2]);
    check("[Greer] said it was late.", &["Greer"]);
}

#[test]
fn a_shared_surname_is_ambiguous_unless_something_tells() {
    let both = "Bill Clinton and Hillary Clinton came. ";
    check(&format!("{both}[Mrs. Clinton] said yes."), &["Hillary Clinton"]);
    check(&format!("{both}[Clinton] said yes."), &["Bill Clinton / Hillary Clinton?"]);
}

#[test]
fn offices_name_people_by_the_date_only() {
    let text = "The U.S. economy grows, [the treasury secretary] said.";
    check_on("2025-10-22", text, &["Scott Bessent"]);
    check_on("2016-04-15", text, &["Jacob Lew"]);
    check(text, &["treasury secretary*"]);
    check_on(
        "2025-10-22",
        "The U.S. waits, [the former treasury secretary] said.",
        &["former treasury secretary*"],
    );
}

#[test]
fn offices_in_the_text_come_first() {
    check_on(
        "2025-10-22",
        "Xóchitl Barragán, the mayor of the town, came late to Washington. [The mayor] said it was cold.",
        &["Xóchitl Barragán"],
    );
    check_on(
        "2025-10-22",
        "President Donald Trump met Jamieson Greer and Vice Premier He Lifeng. [His top trade negotiator] said yes.",
        &["Jamieson Greer"],
    );
}

#[test]
fn he_is_the_subject_spoken_of_last() {
    check(
        "[Bessent] said Trump would meet Xi Jinping in Tokyo.\n\n“We are ready,” [he] said.",
        &["Bessent"; 2],
    );
    check("[Jane Roe] met John Doe. [He] said no. [She] said yes.", &["Jane Roe", "John Doe", "Jane Roe"]);
    // Not somebody inside the quotation.
    check("[John Doe] sat down. “Peter Smith sang,” [he] said.", &["John Doe"; 2]);
}

#[test]
fn who_is_the_phrase_before_it() {
    check("Cable, [who] replaced John Farron, said yes.", &["Cable"]);
    check("A man [who] knew the plan said yes.", &["man*"]);
}

#[test]
fn several_people_speak_together() {
    check("[Both Jamieson Greer and Scott Bessent] said so.", &["Jamieson Greer + Scott Bessent"]);
    check("Ann Smith and John Jones came. [The two leaders] said so.", &["Ann Smith + John Jones"]);
    check("[Ministers from Ireland and Italy] said so.", &["Ministers from Ireland and Italy*"]);
}

#[test]
fn anonymous_sources_have_no_name() {
    check(
        "[Officials] said so. [A spokeswoman for Mr. Clinton] said so.",
        &["Officials*", "spokeswoman for Mr. Clinton*"],
    );
    check("[A spokeswoman, Anna Richardson White], said so.", &["Anna Richardson White"]);
    check("[One of them] said so.", &["One of them*"]);
    check("The poll of [FEC records] shows so.", &["FEC records*"]);
}

#[test]
fn organisations_and_their_short_forms() {
    check(
        "The [Asia-Pacific Economic Cooperation (APEC)] forum said so. [APEC] said more.",
        &["Asia-Pacific Economic Cooperation"; 2],
    );
    check("[The Commerce Ministry] said so. [The ministry] said more.", &["Commerce Ministry"; 2]);
    check(
        "[The Ministry of Fisheries and Coastal Affairs] said so.",
        &["Ministry of Fisheries and Coastal Affairs"],
    );
    check("[the Court Players’ Guild] said so.", &["Court Players’ Guild"]);
}

#[test]
fn transcripts_name_by_label() {
    check(
        "Jane Roe sings in Berlin. Roe is fifty.\n\n[Q]: Why?\n\n[A]: I like it.\n\n[MODERATOR]: Thanks.\n\n[ROE]: Bye.",
        &["Q*", "Jane Roe", "MODERATOR*", "Jane Roe"],
    );
}

#[test]
fn odd_texts_do_not_panic() {
    for text in [
        "",
        "[]",
        "[“]",
        "[The]",
        "[Mr.]",
        "a [b] c",
        "[’s]",
        "JR. [SR.] JR.",
        "[Both]",
        "( [Chair] )",
        "[él] dijo",
    ] {
        speakers(text, "2025-10-22");
    }
}
