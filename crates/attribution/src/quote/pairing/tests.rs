//! Pairing, case by case. In: texts. Out: their quoted spans, drawn. Must not know: uses, cues, speakers.

use super::pair;
use crate::{Closure, DiagnosticKind};
use dixit_tokenizer::{Source, tokenize};

/// Checks the spans of a text, shown as brackets in it, and the diagnostics, shown after it.
///
/// `[“We go.”]` is closed, `[“We go.~]` unclosed, `[“We go.>]` reopened by the next paragraph, and `[+“We go.”]` goes on
/// with the paragraph before; `{” }` is a stray mark, `{~}` an unclosed quotation.
#[track_caller]
fn check(text: &str, expected: &str) {
    let document = tokenize(Source::new(text).expect("a test text is short"));
    let quotes = pair(&document);
    let mut marks: Vec<(usize, usize, &str)> = Vec::new();
    for (order, span) in quotes.spans.iter().enumerate() {
        let end = match span.closure {
            Closure::Closed => "]",
            Closure::Unclosed => "~]",
            Closure::Reopened => ">]",
        };
        marks.push((
            span.outer.start().to_usize(),
            order + 1_000,
            if span.continues.is_some() { "[+" } else { "[" },
        ));
        marks.push((span.outer.end().to_usize(), 1_000 - order, end));
    }
    marks.sort_unstable();
    let mut shown = String::new();
    let mut at = 0;
    for (offset, _, bracket) in marks {
        shown.push_str(&text[at..offset]);
        shown.push_str(bracket);
        at = offset;
    }
    shown.push_str(&text[at..]);
    for diagnostic in &quotes.diagnostics {
        match diagnostic.kind {
            DiagnosticKind::StrayMark => {
                shown.push_str(&format!(" {{{}}}", document.slice(diagnostic.span)));
            }
            _ => shown.push_str(" {~}"),
        }
    }
    assert_eq!(shown, expected);
}

#[test]
fn every_style_of_marks() {
    check("“We go,” he said.", "[“We go,”] he said.");
    check("‘We go,’ he said.", "[‘We go,’] he said.");
    check("\"We go,\" he said.", "[\"We go,\"] he said.");
    check("'We go,' he said.", "['We go,'] he said.");
    check("«We go», he said.", "[«We go»], he said.");
    check("« We go », he said.", "[« We go »], he said.");
    check("»We go«, he said.", "[»We go«], he said.");
    check("‹We go›, he said.", "[‹We go›], he said.");
    check("„We go“, he said.", "[„We go“], he said.");
    check("„We go”, he said.", "[„We go”], he said.");
    check("‚We go‘, he said.", "[‚We go‘], he said.");
    check("``We go,'' he said.", "[``We go,''] he said.");
    check("''We go,'' he said.", "[''We go,''] he said.");
    check("`We go,' he said.", "[`We go,'] he said.");
    check("「We go」 he said.", "[「We go」] he said.");
}

#[test]
fn several_quotations_in_a_paragraph() {
    check("“A,” he said. “B.” “C?”", "[“A,”] he said. [“B.”] [“C?”]");
    check("\"A,\" he said. \"B.\" \"C?\"", "[\"A,\"] he said. [\"B.\"] [\"C?\"]");
    check("''A,'' he said. ''B.''", "[''A,''] he said. [''B.'']");
    check("He called it “a sham” and “a shame”.", "He called it [“a sham”] and [“a shame”].");
}

#[test]
fn nesting() {
    check("“I said ‘go’ twice,” he said.", "[“I said [‘go’] twice,”] he said.");
    check("‘I said “go” twice,’ he said.", "[‘I said [“go”] twice,’] he said.");
    check("\"I said 'go' twice,\" he said.", "[\"I said ['go'] twice,\"] he said.");
    check("\"I said 'go'\" he said.", "[\"I said ['go']\"] he said.");
    check("'I said \"go\"' he said.", "['I said [\"go\"]'] he said.");
    check("\"They cry \"go\" at us,\" he said.", "[\"They cry [\"go\"] at us,\"] he said.");
    check("“They cry “go” at us,” he said.", "[“They cry [“go”] at us,”] he said.");
    check("``He cried ``go'' at us,'' she said.", "[``He cried [``go''] at us,''] she said.");
    check("“He said, ‘She said, “Go.”’”", "[“He said, [‘She said, [“Go.”]’]”]");
    check("«He said ‹go›», she wrote.", "[«He said [‹go›]»], she wrote.");
    // The tokenizer takes the first two of three straight marks as one.
    check("''He said, 'Go.''' She left.", "[''He said, 'Go.'']' She left.");
}

#[test]
fn nesting_is_cut_off() {
    check("“a «b ‹c “d «e» f” g› h» i”", "[“a [«b [‹c [“d «e» f”] g›] h»] i”] {«} {»}");
}

#[test]
fn mixed_styles_close_each_other() {
    check("“We go,\" he said. “We stay.”", "[“We go,\"] he said. [“We stay.”]");
    check("\"We go,” he said. \"We stay.\"", "[\"We go,”] he said. [\"We stay.\"]");
    check("“We go,'' he said. ``We stay.”", "[“We go,''] he said. [``We stay.”]");
    check("‘We go,' he said. 'We stay.’", "[‘We go,'] he said. ['We stay.’]");
    check("\"It was “the end,” the era said.\"", "[\"It was [“the end,”] the era said.\"]");
}

#[test]
fn opening_and_closing_marks_confused() {
    check("It is “the best“ and “the first.”", "It is [“the best“] and [“the first.”]");
    check("“It's unusual,“ he said. “It's hard.”", "[“It's unusual,“] he said. [“It's hard.”]");
    check("He left. ”We stay.”", "He left. [”We stay.”]");
    check("” We stay.”", "[” We stay.”]");
    check("\u{202a}”We stay,” he said.", "\u{202a}[”We stay,”] he said.");
    check("\"We go, \"he said. \"We stay.\"", "[\"We go, \"]he said. [\"We stay.\"]");
    check("\"But -- \"He left. \"No.\"", "[\"But -- \"]He left. [\"No.\"]");
    check("\"But -- \"\"Oh, no!\" she said.", "[\"But -- \"][\"Oh, no!\"] she said.");
    check("I said the words\" I am here\" again.", "I said the words[\" I am here\"] again.");
    check("He said,\"We go.\"", "He said,[\"We go.\"]");
    check("\"We go,\"he said.", "[\"We go,\"]he said.");
}

#[test]
fn apostrophes() {
    check("‘I don’t know,’ he said.", "[‘I don’t know,’] he said.");
    check("'I don't know,' he said.", "['I don't know,'] he said.");
    check("‘The workers’ rights come first,’ he said.", "[‘The workers’ rights come first,’] he said.");
    check("'The workers' rights come first,' he said.", "['The workers' rights come first,'] he said.");
    check("‘We lost the ’90s,’ he said.", "[‘We lost the ’90s,’] he said.");
    check("'We lost the '90s,' he said.", "['We lost the '90s,'] he said.");
    check("'Give 'em hell,' he said.", "['Give 'em hell,'] he said.");
    check("'It's rock 'n' roll,' he said.", "['It's rock 'n' roll,'] he said.");
    check("‘I’m goin’ home,’ he said.", "[‘I’m goin’ home,’] he said.");
    // No mark tells a plural possessive before a comma from the end.
    check("‘Blame the workers’,’ he said.", "[‘Blame the workers’],’ he said.");
    check("The farmers’ union and the drivers' union.", "The farmers’ union and the drivers' union.");
    check("Sanders' 'yuge' win", "Sanders' ['yuge'] win");
    check("President Obama‘s pick, the party‘s choice.", "President Obama‘s pick, the party‘s choice.");
    check("He said in ‘08 that it was “over.”", "He said in ‘08 that it was [“over.”]");
    check(
        "“He said ‘no and the workers’ union,” she said.",
        "[“He said [‘no and the workers’] union,”] she said.",
    );
    check(
        "‘Em said “the workers’ rights are lost,” he said.",
        "‘Em said [“the workers’ rights are lost,”] he said.",
    );
    check("We stand with the '. And that is it.", "We stand with the '. And that is it.");
}

#[test]
fn possessive_right_before_a_closing_mark() {
    check("‘It is the workers’’ he said.", "[‘It is the workers’’] he said.");
    check("'It is the workers'' he said.", "['It is the workers''] he said.");
    check("“It is the workers’,” he said.", "[“It is the workers’,”] he said.");
    check("“It is the workers’” he said.", "[“It is the workers’”] he said.");
    check("'We back the workers' he said. 'They stay.'", "['We back the workers'] he said. ['They stay.']");
}

#[test]
fn feet_and_inches() {
    check("He is 6' 2\" and 6’2” tall.", "He is 6' 2\" and 6’2” tall.");
    check("\"He is 7' 4\" and slow,\" she said.", "[\"He is 7' 4\" and slow,\"] she said.");
    check("“he is 6' 2\",” she said.", "[“he is 6' 2\",”] she said.");
    check("“He is 6’ 2” tall,” she said. “No.”", "[“He is 6’ 2” tall,”] she said. [“No.”]");
    check("\"A 12\" gun,\" she said.", "[\"A 12\" gun,\"] she said.");
    check("\"I want 12\" she said. \"And 13.\"", "[\"I want 12\"] she said. [\"And 13.\"]");
    check("A 12\" gun and a 6\" knife.", "A 12\" gun and a 6\" knife.");
    check("‘He is 6’ tall,’ she said.", "[‘He is 6’ tall,’] she said.");
    check("“We sold 400,” he said. “Up 12”", "[“We sold 400,”] he said. [“Up 12”]");
}

#[test]
fn over_several_paragraphs() {
    for (open, close) in
        [("“", "”"), ("‘", "’"), ("\"", "\""), ("'", "'"), ("``", "''"), ("''", "''"), ("«", "»")]
    {
        check(
            &format!("{open}We go.\n\n{open}We stay.\n\n{open}We win,{close} he said."),
            &format!("[{open}We go.>]\n\n[+{open}We stay.>]\n\n[+{open}We win,{close}] he said."),
        );
    }
    check("“A ‘b’ c.\n“D.” He left.", "[“A [‘b’] c.>]\n[+“D.”] He left.");
    check("\"She cried “go” and left.\n\n\"We stay.\"", "[\"She cried [“go”] and left.>]\n\n[+\"We stay.\"]");
    check("He said: “We go.\n\n“We stay.”", "He said: [“We go.>]\n\n[+“We stay.”]");
    // A paragraph between them: the first was never closed as far as marks can tell.
    check("“We go.\n\nHe paused.\n\n“We stay.”", "[“We go.~]\n\nHe paused.\n\n[“We stay.”] {~}");
    check("‘Em again.\n\n‘We go,’ he said.", "‘Em again.\n\n[‘We go,’] he said.");
}

#[test]
fn lost_closing_mark() {
    check(
        "\"Nobody leave the building, he joked. \"We have paperwork.\"",
        "[\"Nobody leave the building, he joked.~] [\"We have paperwork.\"] {~}",
    );
    check(
        "''I've been doing this for 31 years, Ruben Iturralde said. ''The forms get longer.''",
        "[''I've been doing this for 31 years, Ruben Iturralde said.~] [''The forms get longer.''] {~}",
    );
    check(
        "“Call us first, said Diop. “Then come.” “We wait.”",
        "[“Call us first, said Diop.~] [“Then come.”] [“We wait.”] {~}",
    );
    check(
        "'Nobody leave, he joked. 'We have paperwork.'",
        "['Nobody leave, he joked.~] ['We have paperwork.'] {~}",
    );
    check("“A, he said. \"B,\" he said. “C.”", "[“A, he said.~] [\"B,\"] he said. [“C.”] {~}");
    check(
        "\"Every yard has a calendar, said one.\nHe left.",
        "[\"Every yard has a calendar, said one.~]\nHe left. {~}",
    );
    // Marks alone cannot tell that this one was lost before `said`.
    check("\"Every yard has one, said a manager.\"", "[\"Every yard has one, said a manager.\"]");
    check("“A, he said. “B.” He left. “C.” ”", "[“A, he said. [“B.”] He left. [“C.”] ”]");
}

#[test]
fn lost_opening_mark() {
    check("We'll be back,\" the fans chanted.", "[We'll be back,\"] the fans chanted. {\"}");
    check("We will be back,” he said. “We win.”", "[We will be back,”] he said. [“We win.”] {”}");
    // Counter-examples: it may begin anywhere.
    check("They won. We'll be back,\" they said.", "They won. We'll be back,\" they said. {\"}");
    check(
        "The fans said again. \"No.\" We go,\" they said.",
        "The fans said again. [\"No.\"] We go,\" they said. {\"}",
    );
    check("Winner,\" he said", "Winner,\" he said {\"}");
    check("A proven failure.”", "A proven failure.” {”}");
}

#[test]
fn stray_and_doubled_marks() {
    check("“We go.”” He left. “We stay.”", "[“We go.”]” He left. [“We stay.”] {”}");
    check("\"We go,\"\" he said. \"We stay.\"", "[\"We go,\"]\" he said. [\"We stay.\"] {\"}");
    check("““We go,” he said.", "“[“We go,”] he said. {“}");
    check("He left.”", "He left.” {”}");
    check("The '' is empty.", "The '' is empty. {''}");
    check("The \"\" is empty.", "The [\"\"] is empty.");
    check("“", "“ {“}");
    check("\"", "\" {\"}");
    check("''", "'' {''}");
    check("'", "'");
    check("“” ‘’", "[“”] [‘’]");
    check("", "");
}

#[test]
fn whole_paragraphs() {
    check("“We go.”\n\n“We stay.”", "[“We go.”]\n\n[“We stay.”]");
    check("\"We go.\"\n\"We stay.\"", "[\"We go.\"]\n[\"We stay.\"]");
    check("'Donald Trump is not a racist, guys'", "['Donald Trump is not a racist, guys']");
    check("Trump: 'No deal'\n\nHe said so.", "Trump: ['No deal']\n\nHe said so.");
}

#[test]
fn marks_glued_to_dashes_and_brackets() {
    check("He said—“We go”—and left.", "He said—[“We go”]—and left.");
    check("He said—\"We go\"—and left.", "He said—[\"We go\"]—and left.");
    check("\"I was—\" he said. \"No.\"", "[\"I was—\"] he said. [\"No.\"]");
    check("(“We go”) [\"We stay\"] ('We win')", "([“We go”]) [[\"We stay\"]] (['We win'])");
    check("“We [all] go (now)” \"(sic)\"", "[“We [all] go (now)”] [\"(sic)\"]");
    check("the \"good\"/\"bad\" ones", "the [\"good\"]/[\"bad\"] ones");
    check("\"...and we go,\" he said. \"...Now.\"", "[\"...and we go,\"] he said. [\"...Now.\"]");
    check("<a id=\"16\" name=\"\" b=\"x\">We go</a>", "<a id=[\"16\"] name=[\"\"] b=[\"x\"]>We go</a>");
}

#[test]
fn line_ends_and_wrapped_lines() {
    check("“We go.\r\n\r\n“We stay.”\r\n", "[“We go.>]\r\n\r\n[+“We stay.”]\r\n");
    let wrapped = "“The ministers of the two countries will go and meet in the\n\
                   capital,” the spokesman of the ministry said on Monday, and\n\
                   called it “a first step of several that will be needed before\n\
                   the summer.”\n";
    check(
        wrapped,
        "[“The ministers of the two countries will go and meet in the\ncapital,”] the spokesman of the ministry \
         said on Monday, and\ncalled it [“a first step of several that will be needed before\nthe summer.”]\n",
    );
}
