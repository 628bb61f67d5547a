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
                cue: if label { Vec::new() } else { vec![Run::new(source.end()..source.end() + 1)] },
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
pub(super) fn check(marked: &str, expected: &[&str]) {
    assert_eq!(speakers(marked, ""), expected, "{marked}");
}

#[track_caller]
pub(super) fn check_on(date: &str, marked: &str, expected: &[&str]) {
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
    check("[Ferreira and Berg] said so. [Both ministers] left.", &["Ferreira + Berg"; 2]);
    check("[Neither Okafor nor Vogt] said so.", &["Okafor + Vogt"]);
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
fn initials_name_who_is_interviewed() {
    check(
        "Lena Abara-Reyes spoke to Tom Grue.\n\n[TG]: Why?\n\n[LAR]: Why not?\n\n[BBC]: Quite.",
        &["Tom Grue", "Lena Abara-Reyes", "BBC"],
    );
}

#[test]
fn a_source_tagged_in_part_is_widened() {
    check("The Court Players’ [Guild] said so.", &["Court Players’ Guild"]);
    check("The [Small Exporters]’ Alliance said so.", &["Small Exporters’ Alliance"]);
    check("Ministers from Ireland and [Italy] said so.", &["Ministers from Ireland and Italy*"]);
    check("Jane Roe and [John Doe] said so.", &["Jane Roe + John Doe"]);
    check("[A spokeswoman for the port, Jane Roe], said so.", &["Jane Roe"]);
    // Somebody else’s name in the sentence, and a body, are not the speaker.
    check("After he met Jane Roe and Ann Doe, [John Smith] said so.", &["John Smith"]);
    check("[A spokesman for the bank, Acme Trust], said so.", &["spokesman for the bank*"]);
}

#[test]
fn roles_before_names_are_no_part_of_them() {
    check("[City Engineer John Doe] said so.", &["John Doe"]);
    check("[Hydrologist Xochi Wolska] said so.", &["Xochi Wolska"]);
    check("[Baker Mayfield] said so. [Porter Xochi Roe] said so.", &["Baker Mayfield", "Porter Xochi Roe"]);
    check("[White House Chief Of Staff John Doe] said so.", &["John Doe"]);
    check("[Ranking Member Ann Roe] said so. [Ranking Member Roe] said more.", &["Ann Roe"; 2]);
    check("[Acme’s Group Procurement Director, Jane Roe,] said so.", &["Jane Roe"]);
    check("[Limerick City and County Council] said so.", &["Limerick City and County Council"]);
    check("[Senate Republicans] said so.", &["Senate Republicans*"]);
}

#[test]
fn another_word_for_the_one_who_speaks() {
    check("“It is late,” [Jane Roe] said. “I know,” [the 41-year-old] said.", &["Jane Roe"; 2]);
    check("[Tomasz Wolski] sat down. “It is late,” [the falconer] said.", &["Tomasz Wolski"; 2]);
    check("“It is late,” [Jane Roe] said. “I know,” [the Frenchwoman] said.", &["Jane Roe"; 2]);
    // An office is somebody else’s; so is one of another gender, one whom a name describes, and one inside a clause.
    check("“It is late,” [Jane Roe] said. “I know,” [the senator] said.", &["Jane Roe", "senator*"]);
    check("“It is late,” [Jane Roe] said. “I know,” [the Frenchman] said.", &["Jane Roe", "Frenchman*"]);
    check(
        "“It is late,” [Jane Roe] said. “I know,” [the Lincoln actor] said.",
        &["Jane Roe", "Lincoln actor*"],
    );
    check("[Jane Roe] said in a note that [the falconer] said no.", &["Jane Roe", "falconer*"]);
}

#[test]
fn couples_and_siblings_share_a_surname() {
    check("[Aaron and Denise Doe] said so. [Aaron] said more.", &["Aaron Doe + Denise Doe", "Aaron Doe"]);
    check("The Doe twins, Peter and Paul, sat down. [Paul] said so.", &["Paul Doe"]);
    check(
        "Ann and Hector Doe sat down. “It is late,” [Hector Doe] said. “It is,” [his wife] said.",
        &["Hector Doe", "Ann Doe"],
    );
    check("[Jane Roe] sat down. Her husband Derek did not. [Derek] said so.", &["Jane Roe", "Derek Roe"]);
    // Two who are no couple; a friend; a sister is no wife.
    check("[Reuters and Denise Doe] said so.", &["Reuters + Denise Doe"]);
    check("[Jane Roe] sat down. Her friend Derek did not. [Derek] said so.", &["Jane Roe", "Derek"]);
    check("Ann Doe met [Hector Doe]. “It is,” [his wife] said.", &["Hector Doe", "his wife*"]);
}

#[test]
fn an_office_may_stand_before_its_name() {
    check("[The mayor] was late.\n\n“I know,” [Jane Roe] said. “It rained.”", &["Jane Roe"; 2]);
    check("[The mayor] was late.\n\n“I know,” said [Jane Roe], who farms.", &["mayor*", "Jane Roe"]);
    check("[The mayor] was late.\n\n“I know,” said [Councillor Jane Roe].", &["mayor*", "Jane Roe"]);
}

#[test]
fn the_company_is_the_one_the_text_is_about() {
    check(
        "Orrick Magnetics, Inc. (“Orrick” or the “Company”) came. [The Company] said so.",
        &["Orrick Magnetics"],
    );
    check(
        "[Severn Vale Water] said so. Then it rained. [The water company] said more.",
        &["Severn Vale Water"; 2],
    );
    check("[The energy department] said so.", &["energy department"]);
    check("[The legal department] said so.", &["legal department*"]);
    check("The [Bonn-based group] said so.", &["Bonn-based group*"]);
}

#[test]
fn the_president_is_of_the_speakers_country() {
    check_on(
        "2025-11-20",
        "President Claudia Sheinbaum met Donald Trump. “[The president] said yes,” [a White House official] said.",
        &["Donald Trump", "White House official*"],
    );
    check_on(
        "2025-11-20",
        "President Claudia Sheinbaum sat down. [The president] said yes.",
        &["Claudia Sheinbaum"],
    );
}

#[test]
fn an_object_is_not_the_subject_of_its_clause() {
    check("[Jane Roe] slept. Ann Doe asked [her] in.", &["Jane Roe"; 2]);
    check("[Jane Roe] slept. [She] sang.", &["Jane Roe"; 2]);
}

#[test]
fn the_interviewer_is_whoever_the_introduction_names() {
    check(
        "Jane Roe sings. Roe spoke to the magazine’s John Doe in May.\n\n[Q]: Why?\n\n[A]: I like it.\n\n[Q]: So?",
        &["John Doe", "Jane Roe", "John Doe"],
    );
    check(
        "Jane Roe sings. She is married to John Doe.\n\n[Q]: Why?\n\n[A]: I like it.\n\n[Q]: So?",
        &["Q*", "Jane Roe", "Q*"],
    );
    check("By John Doe\n\n[I] said no.", &["John Doe"]);
    check("Interview by John Doe\n\nShe sings.\n\n[I] said no.", &["John Doe"]);
    check("Interview by Hana Doe\n\nShe sings.\n\n[I] said no.", &["Hana Doe"]);
    check("[UNIDENTIFIED PERSON]: Two, please.\n\n[JOHN DOE]: No.", &["UNIDENTIFIED PERSON*", "John Doe"]);
    check("Led by John Doe, the team of nine men and women sings.\n\n[I] said no.", &["-"]);
}

#[test]
fn labels_of_several_and_with_an_office() {
    check(
        "Interview by Max Lind\n\nJane and Ann Roe sing. So does their mother, Eve Doe.\n\n[Q]: Who?\n\n[Jane Roe]: She does.\n\n\
         [Ann Roe]: I do.\n\n[Both]: We do.",
        &["Max Lind", "Jane Roe", "Ann Roe", "Jane Roe + Ann Roe"],
    );
    check(
        "[JANE ROE, HOST]: It is late.\n\n[JOHN DOE, BYLINE]: So it is.\n\n[ROE]: Thanks.",
        &["Jane Roe", "John Doe", "Jane Roe"],
    );
    check("John Doe tunes bells: “I hum.”\n\nDoe hums.\n\n[Q]: Why?\n\n[A]: I like it.", &["Q*", "John Doe"]);
}

#[test]
fn antecedents_are_named_mentions() {
    let text = "Jane Roe came. She sang. Then she slept. The 41-year-old woke. A man came. He sang.";
    let document = tokenize(Source::new(text).unwrap());
    let quotes = find_quotes(&document);
    let found = find_speakers(&document, &quotes, &[], &Roster::default(), &Config::recommended());
    let chain: Vec<(&str, Option<&str>)> = found
        .mentions
        .iter()
        .map(|mention| {
            let named = mention.antecedent.map(|id| document.slice(found.mentions[id.to_usize()].span));
            (document.slice(mention.span), named)
        })
        .collect();
    assert!(chain.contains(&("She", Some("Jane Roe"))), "{chain:?}");
    assert!(chain.contains(&("she", Some("Jane Roe"))), "{chain:?}");
    assert!(chain.contains(&("He", Some("A man"))), "{chain:?}");
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

mod ahead;
mod court;
mod family;
mod groups;
mod mentions;
mod names;
mod offices;
mod people;
mod pronouns;
mod told;
mod variation;
mod voice;
