//! brat standoff read and written again.

use super::*;
use proptest::prelude::*;

const TEXT: &str = "Zoë Lund said it rained,\nthey say, too “much”.\n";
const ANN: &str = "T1\tSource 0 8\tZoë Lund\nT2\tCue 9 13\tsaid\nT3\tContent 14 23;35 45\tit rained too “much”\n\
    #1\tAnnotatorNotes T3\tsure\nT4\tAttribution 0 45\nA1\tNested E1\nT5\tCue 30 33\tsay\nT6\tSource 25 29\tthey\n\
    E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\nE2\tAttribution:T4 Source:T6 Cue:T5\nE3\tOther:T4\n";

#[test]
fn standoff_is_read() {
    let document = read_brat("rain", TEXT, ANN, "rain.ann").unwrap();
    let [first, second] = &document.attributions[..] else { panic!("two attributions") };
    assert_eq!(document.words(&first.content), "it rained … too “much”");
    assert_eq!(
        (document.words(&first.source), document.words(&first.cue)),
        ("Zoë Lund".into(), "said".into())
    );
    assert_eq!((first.content_type, first.id.as_str()), (crate::ContentType::Mixed, "E1"));
    assert_eq!((document.words(&second.source), second.content.len()), ("they".to_owned(), 0));
    assert_eq!(first.speakers, None);
}

#[test]
fn several_arguments_of_a_role_are_parts_of_one() {
    let ann = "T1\tContent 14 23\tit rained\nT2\tContent 0 3\tZoë\nT3\tAttribution 0 3\tZoë\nE1\tAttribution:T3 Content:T1 Content2:T2\n";
    let document = read_brat("rain", TEXT, ann, "rain.ann").unwrap();
    assert_eq!(document.words(&document.attributions[0].content), "Zoë … it rained");
}

#[test]
fn what_is_wrong_names_file_line_and_remedy() {
    let check = |ann: &str, expected: &str| {
        assert_eq!(read_brat("rain", TEXT, ann, "rain.ann").unwrap_err().to_string(), expected);
    };
    check(
        "T1 Cue 9 13\tsaid",
        "rain.ann, line 1: write id, type and offsets as `T1<tab>Content 16 25;27 34<tab>words`",
    );
    check(
        "\nT1\tCue 9 99\tsaid",
        "rain.ann, line 2: T1: the span 9 99 ends after the text (47 code points); is it another text?",
    );
    check("T1\tCue 13 9\tsaid", "rain.ann, line 1: T1: the span 13 9 ends before it starts");
    check(
        "T1\tCue 8 12\tsaid",
        "rain.ann, line 1: T1: its span covers \" sai\", not \"said\"; is it another text?",
    );
    check(
        "T1\tCue 9 13\tsaid\nT1\tCue 9 13\tsaid",
        "rain.ann, line 2: T1 stands here twice; every annotation has its own id",
    );
    check(
        "E1\tAttribution:T9 Cue:T2",
        "rain.ann, line 1: E1: there is no annotation T2 with a span; Cue has to name one",
    );
    check(
        "E1 Attribution:T9",
        "rain.ann, line 1: write an event as `E1<tab>Attribution:T4 Content:T3 Cue:T2 Source:T1`",
    );
}

#[test]
fn written_and_read_again_it_is_the_same() {
    let mut document = read_brat("rain", TEXT, ANN, "rain.ann").unwrap();
    let written = write_brat(&document);
    assert_eq!(read_brat("rain", TEXT, &written, "rain.ann").unwrap(), document, "{written}");
    // A type that the marks do not tell, and speakers as notes.
    document.attributions[0].content_type = crate::ContentType::Indirect;
    let again = read_brat("rain", TEXT, &write_brat(&document), "rain.ann").unwrap();
    assert_eq!(again, document);
    let speaker = crate::AnnotatedSpeaker { name: "Zoë Lund".to_owned(), named: true };
    document.attributions[0].speakers = Some(vec![speaker]);
    assert!(write_brat(&document).contains("\n#1\tAnnotatorNotes E1\tZoë Lund\n"));
    // A span over a line break comes back in two parts.
    document.attributions[0].content = vec![Span::from_usize(15, 30)];
    let again = read_brat("rain", TEXT, &write_brat(&document), "rain.ann").unwrap();
    assert_eq!(again.words(&again.attributions[0].content), "it rained, … they");
}

proptest! {
    #[test]
    fn no_standoff_panics(text in "[aé😀\n ]{0,20}", ann in "([TE][0-9]\t[A-Z][a-z]{2,6}[: ][0-9;T ]{0,9}(\t[aé ]{0,4})?\n){0,4}") {
        let _ = read_brat("x", &text, &ann, "x.ann");
    }
}
