//! Cases of people named and described as US newspapers do it.
//!
//! In: marked texts. Out: test results. Must not know: how statements are found.

use super::{check, check_on};
use crate::{Config, ContentType, Pattern, Roster, Statement, find_quotes, find_speakers};
use dixit_tokenizer::{Index, Run, Source, Span, tokenize};

#[test]
fn a_title_may_be_a_surname() {
    check("[Mr. Prince] said so. [Ms. White] said more.", &["Prince", "White"]);
    check(
        "[Representative Peter T. King] said so. [Xochi Shah] said more.",
        &["Peter T. King", "Xochi Shah"],
    );
    // What people are addressed by is no surname.
    check("[Mr. Speaker] said so.", &["Mr. Speaker*"]);
}

#[test]
fn a_surname_may_be_another_word() {
    check("Colleen Deacon came. [Deacon] said so.", &["Colleen Deacon"]);
    check("The mayor met Al From. [From] said so.", &["Al From"]);
    // A deacon of that name, and one who is none.
    check("Colleen Deacon came. [The deacon] said so.", &["deacon*"]);
    check("Colleen Deacon came. [Deacon John Roe] said so.", &["John Roe"]);
}

#[test]
fn the_fuller_name_is_shown() {
    check("[Ken Roe] said so. [Kenneth Roe] said more. [Roe] slept.", &["Kenneth Roe"; 3]);
    check("[Sandy Roe] said so. [Sandra Roe] said more.", &["Sandra Roe"; 2]);
    check("[Charles Roe] said so. [Chuck Roe] said more.", &["Charles Roe"; 2]);
    check("[Bill Roe] said so. [Ann Roe] said more.", &["Bill Roe", "Ann Roe"]);
}

#[test]
fn roles_before_names() {
    check("[Former secretary of state Jane Roe] said so.", &["Jane Roe"]);
    check("[Daily News opinion editor Josh Roe] said so.", &["Josh Roe"]);
    check("[master of ceremonies Asab Al-Roe, an engineer,] said so.", &["Asab Al-Roe"]);
    check("[A worker named Antonio Roe] said so. [He] left.", &["Antonio Roe"; 2]);
    check("[Senators Jane Roe and John Doe] said so.", &["Jane Roe + John Doe"]);
    check("[CREW] said so.", &["CREW"]);
    // Somebody else’s.
    check("[Supporters of editor Josh Roe] said so.", &["Supporters of editor Josh Roe*"]);
    check("[The crew] said so.", &["crew*"]);
}

#[test]
fn who_is_a_person() {
    check("Senator Jane Roe of Vermont, [who] slept, said so.", &["Jane Roe"]);
    check("Jane Roe, head of Local 8 of the Metal Trades, [who] slept, said so.", &["Jane Roe"]);
    check("Scott Roe, the Chamber’s chief strategist, [who] slept, said so.", &["Scott Roe"]);
    check("Sen. Jane Roe of California, the ranking Democrat, [who] slept, said so.", &["Jane Roe"]);
}

#[test]
fn a_description_may_say_more_than_the_title() {
    check("Sen. Jane Roe came. [The Florida senator] said so.", &["Jane Roe"]);
    check("Republican presidential candidate Jane Roe came. [The GOP candidate] said so.", &["Jane Roe"]);
    // Another party, another state, another office.
    check("Republican nominee Jane Roe came. [The Democratic nominee] said so.", &["Democratic nominee*"]);
    check("Texas Sen. Jane Roe came. [The Florida senator] said so.", &["Florida senator*"]);
    check("Sen. Jane Roe came. [The Florida governor] said so.", &["Florida governor*"]);
}

#[test]
fn an_office_of_its_own_needs_no_date() {
    check("Marco Rubio and Ted Cruz came. [The Florida senator] said so.", &["Marco Rubio"]);
    check("Hillary Clinton came. [The former secretary of state] said so.", &["Hillary Clinton"]);
    // Whoever has it and just acted.
    check("Marco Rubio came. [The senator] said so.", &["Marco Rubio"]);
    check("Chris Christie came. [The New Jersey governor] said so.", &["Chris Christie"]);
    // Not named in the text; spoken of long ago; two who acted; one of two.
    check("Ted Cruz came. [The Florida senator] said so.", &["Florida senator*"]);
    check("Marco Rubio came. It was wet. It was cold. It was late. [The senator] said so.", &["senator*"]);
    check("Marco Rubio came and Ted Cruz left. [The senator] said so.", &["senator*"]);
    check_on(
        "2016-05-01",
        "Hillary Clinton came. [The secretary of state] said so.",
        &["secretary of state*"],
    );
}

#[test]
fn who_spoke_last_goes_on() {
    check("Roe’s plan is bold, said [Jane Doe], a professor. “It is late,” [she] said.", &["Jane Doe"; 2]);
    // Not where the sentence has a subject of its own.
    check("“It is late,” [John Roe] said. Peter Doe knows it: [he] said so.", &["John Roe", "Peter Doe"]);
    check("“It is late,” [Jane Roe] said. Asked whether Ann Doe knew it, [she] said no.", &["Jane Roe"; 2]);
}

#[test]
fn a_bare_surname_of_two() {
    check(
        "[Jane Roe] and Ann Roe came. “It is late,” [Jane Roe] said. “It is,” [Roe] added.",
        &["Jane Roe"; 3],
    );
    // The full name of whoever is not meant.
    check("Ann Roe came. Jane Roe came. [Roe] said so.", &["Ann Roe / Jane Roe?"]);
}

#[test]
fn nobody_speaks_of_himself_by_name() {
    let text = "John Roe spoke. Peter Doe, he said, knew it.";
    let document = tokenize(Source::new(text).unwrap());
    let source = document.tokens_in(Span::from_usize(27, 29));
    let statement = Statement {
        content_type: ContentType::Indirect,
        content: vec![Run::new(source.start() - 3..source.start() - 1)],
        cue: Vec::new(),
        class: None,
        source: vec![source],
        nested_in: None,
        continues: None,
        pattern: Pattern::SubjectVerbClause,
        confidence: 1.0,
    };
    let quotes = find_quotes(&document);
    let said = |statements: &[Statement]| {
        let found = find_speakers(&document, &quotes, statements, &Roster::default(), &Config::recommended());
        let speaker = found.attributions[0].speaker.speakers().first().copied();
        speaker.map(|id| found.entities[id.to_usize()].name.clone())
    };
    assert_eq!(said(std::slice::from_ref(&statement)).as_deref(), Some("John Roe"));
    // The words after it tell nothing.
    let after = vec![Run::new(source.end() + 2..source.end() + 4)];
    assert_eq!(said(&[Statement { content: after, ..statement }]).as_deref(), Some("Peter Doe"));
}

#[test]
fn things_speak_for_who_published_them() {
    check("[A statement by Acme Mutual] said so.", &["Acme Mutual"]);
    check("[The front page of The Boston Herald] said so.", &["Boston Herald"]);
    check("[A September CNN/ORC poll of voters] said so. [The poll] said more.", &["CNN/ORC poll"; 2]);
    check("[A new survey by the Acme Institute] said so. [The survey] said more.", &["Acme Institute"; 2]);
    check("[A Pentagon readout] said so.", &["Pentagon"]);
    check("[A study by the liberal watchdog group Acme Matters] said so.", &["Acme Matters"]);
    check("[An analysis by Jane Roe and John Doe] said so.", &["Jane Roe + John Doe"]);
    check("[A statement from Jane Roe] said so.", &["Jane Roe"]);
    // About somebody, or asked of somebody; papers that nobody wrote.
    check("[A poll of Acme Mutual voters] said so.", &["poll of Acme Mutual voters*"]);
    check("[A report about Jane Roe] said so.", &["report about Jane Roe*"]);
    check("[A report by critics of Jane Roe] said so.", &["report by critics of Jane Roe*"]);
    check("[The poll] said so.", &["poll*"]);
    // What only one can have written, and what a body publishes.
    check("Jane Roe sang. [Her reply, in May,] said so. [A card in her hand] said more.", &["Jane Roe"; 2]);
    check("[The bulletin of the Harbor Association] reported so.", &["Harbor Association"]);
    check("Jane Roe sang. [Her report] said so.", &["Her report*"]);
    check("Jane Roe sang. [A letter to her brother] said so.", &["letter to her brother*"]);
}

#[test]
fn a_pronoun_or_a_number_tells_a_namesake() {
    let both = "Bill Clinton met Hillary Clinton. ";
    check(&format!("{both}[Clinton] smiled. [She] said no."), &["Hillary Clinton"; 2]);
    let often =
        "She sang. She slept. She woke. She ate. She left. She came. She ran. She sat. She stood. She wept.";
    check(
        &format!("{both}Hillary Clinton rose. {often} A storm came. [Clinton] said so."),
        &["Hillary Clinton"],
    );
    check(&format!("{both}[Clinton] smiled."), &["Bill Clinton / Hillary Clinton?"]);
}

#[test]
fn the_company_is_the_one_that_acts() {
    check("Verizon closed its shops. [The company] said so.", &["Verizon"]);
    check("Baylor University closed. [The school] said so. [Baylor] said more.", &["Baylor University"; 2]);
    // A party is no company, a person neither, nor what only stands there.
    check("Roe closed a shop. [The company] said so.", &["company*"]);
    check("The Democratic Party met. [The company] said so.", &["company*"]);
    check("Jane Roe met. [The company] said so.", &["company*"]);
    check("Jane Roe ate an Oreo, and slept. [The company] said so.", &["company*"]);
}

#[test]
fn initials_are_no_titles() {
    check("[Harry M. Roe] said so. [Roe] said more.", &["Harry M. Roe"; 2]);
    check("[M. Dupont] said so.", &["Dupont"]);
}

#[test]
fn a_place_may_be_a_surname() {
    check("Rep. Steve Israel came. [Israel] said so.", &["Steve Israel"]);
    check(
        "Talks ended. [The government of Israel] said so. Then [Israel] said more.",
        &["government of Israel*", "Israel"],
    );
}

#[test]
fn who_is_asked_answers() {
    check("[A reporter] asked John Roe about it. “It is late,” [he] said.", &["reporter*", "John Roe"]);
    // Nobody is asked, or asked to do something.
    check("[John Roe] asked Peter Doe to come. “It is late,” [he] said.", &["John Roe"; 2]);
    check("[John Roe] asked whether it was late. “It is,” [he] said.", &["John Roe"; 2]);
}

#[test]
fn one_person_may_have_two_offices() {
    check("[John Roe, a former adviser to Acme and a director of Apex], said so.", &["John Roe"]);
    check("[John Roe and a director of Apex] said so.", &["John Roe + director of Apex*"]);
}

#[test]
fn a_woman_may_be_called_spokesman() {
    check("[Spokesman Jane Roe] said so. “It is,” [she] said.", &["Jane Roe"; 2]);
    check("[Spokesman Xochi Roe] said so. “It is,” [he] said.", &["Xochi Roe"; 2]);
}

#[test]
fn a_surname_of_two_goes_on_with_who_spoke_in_full() {
    let both = "Eric Roe met John Roe. It rained.\n\n";
    check(&format!("{both}[John Roe] spoke in May.\n\n“It is late,” [Roe] said."), &["John Roe"; 2]);
    check("Jane Roe met John Roe. [Roe herself] said so.", &["Jane Roe"]);
    check("Bill Clinton met Hillary Clinton. [Secretary Clinton] said so.", &["Hillary Clinton"]);
    check("Xochi Roe disagreed. “It is,” [Roe] said. His wife, Jane Roe, left.", &["Xochi Roe"]);
    // Nobody spoke.
    check(&format!("{both}“It is late,” [Roe] said."), &["Eric Roe / John Roe?"]);
}

#[test]
fn a_name_closes_its_description() {
    check("[The other candidate, Jane Roe,] said so.", &["Jane Roe"]);
    check(
        "[The other candidate on the stage, former Mayor Jane Roe,] said so. “It is,” [she] said.",
        &["Jane Roe"; 2],
    );
    // The former mayor is whom the candidate met.
    check("[The other candidate, who met former Mayor Jane Roe,] said so.", &["other candidate*"]);
}

#[test]
fn names_given_to_a_reporter() {
    check(
        "“It was late,” said [a woman in a raincoat, who would be identified only as Salma]. [She] left.",
        &["Salma"; 2],
    );
    check("“It was late,” said [the man], who gave his name only as Ed. [He] left.", &["Ed"; 2]);
    check("“It was late,” said [a man identified as a former aide].", &["man*"]);
    check("“It was late,” said [a woman] who works as Santa.", &["woman*"]);
}

#[test]
fn one_of_them_may_have_a_name() {
    check("Sixty came. [One of them], retired postman Alf Roe, told her it was late.", &["Alf Roe"]);
    check("Sixty came. [One of them], who met Alf Roe, told her it was late.", &["One of them*"]);
    check("Sixty came. [One of them] told her that Alf Roe, a postman, was late.", &["One of them*"]);
}
