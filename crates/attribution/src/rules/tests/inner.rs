//! Quotations inside quotations.
//!
//! In: texts, and what they say. Out: test results. Must not know: who the speakers are.

use super::check;

#[test]
fn verb_before() {
    check(
        "“My supplier called and said, ‘The price is good,’” Vogt said.",
        "direct Vogt | said | “My supplier called and said, ‘The price is good,’”
         > direct My supplier | said | ‘The price is good,’",
    );
    check(
        "“He asked me, ‘Who pays?’” Vogt said.",
        "direct Vogt | said | “He asked me, ‘Who pays?’”
         > direct He | asked | ‘Who pays?’",
    );
    check(
        "“She wrote in the log, ‘No wind,’” Vogt said.",
        "direct Vogt | said | “She wrote in the log, ‘No wind,’”
         > direct She | wrote | ‘No wind,’",
    );
    check(
        "“The captain said: ‘No wind today.’ We left,” Vogt said.",
        "direct Vogt | said | “The captain said: ‘No wind today.’ We left,”
         > direct The captain | said | ‘No wind today.’",
    );
}

#[test]
fn verb_after() {
    check(
        "“‘Who pays?’ he asked, and I left,” Vogt said.",
        "direct Vogt | said | “‘Who pays?’ he asked, and I left,”
         > direct he | asked | ‘Who pays?’",
    );
}

#[test]
fn two_parts() {
    check(
        "“‘No wind,’ she writes, ‘and no tide,’” Vogt said.",
        "direct Vogt | said | “‘No wind,’ she writes, ‘and no tide,’”
         > direct she | writes | ‘No wind,’ … ‘and no tide,’",
    );
}

#[test]
fn names_and_words() {
    check("“We call it ‘the beast’,” Vogt said.", "direct Vogt | said | “We call it ‘the beast’,”");
    check("“The ‘old’ pier is closed,” Vogt said.", "direct Vogt | said | “The ‘old’ pier is closed,”");
    check(
        "“He left. ‘No wind’ is a song,” Vogt said.",
        "direct Vogt | said | “He left. ‘No wind’ is a song,”",
    );
}

#[test]
fn british_marks() {
    check(
        "‘My supplier said, “The price is good,”’ said Vogt.",
        "direct Vogt | said | ‘My supplier said, “The price is good,”’
         > direct My supplier | said | “The price is good,”",
    );
}

#[test]
fn used_to_say() {
    check(
        "“My grandmother used to say, ‘No wind, no bread,’” Vogt said.",
        "direct Vogt | said | “My grandmother used to say, ‘No wind, no bread,’”
         > direct My grandmother | say | ‘No wind, no bread,’",
    );
    check(
        "“They kept telling us, ‘No wind,’” Vogt said.",
        "direct Vogt | said | “They kept telling us, ‘No wind,’”
         > direct They | telling | ‘No wind,’",
    );
}

#[test]
fn inner_quotation_goes_on() {
    check(
        "“‘Go home,’ he told me. ‘There is nothing here,’” Vogt said.",
        "direct Vogt | said | “‘Go home,’ he told me. ‘There is nothing here,’”
         > direct he | told | ‘Go home,’ … ‘There is nothing here,’",
    );
}

#[test]
fn inverted() {
    check(
        "“‘That is a cello,’ said the clerk, ‘and a bad one,’” Vogt recalled.",
        "direct Vogt | recalled | “‘That is a cello,’ said the clerk, ‘and a bad one,’”
         > direct the clerk | said | ‘That is a cello,’ … ‘and a bad one,’",
    );
}

#[test]
fn as_people_tell_stories() {
    check(
        "“The clerk goes, ‘Are you sure?’” Vogt said.",
        "direct Vogt | said | “The clerk goes, ‘Are you sure?’”
         > direct The clerk | goes | ‘Are you sure?’",
    );
    check(
        "“And she was like, ‘Never again!’” Vogt said.",
        "direct Vogt | said | “And she was like, ‘Never again!’”
         > direct she | was like | ‘Never again!’",
    );
    check("“It goes ‘well’ with fish,” Vogt said.", "direct Vogt | said | “It goes ‘well’ with fish,”");
    check(
        "“The first thing he asked me was, ‘Who pays?’” Vogt said.",
        "direct Vogt | said | “The first thing he asked me was, ‘Who pays?’”
         > direct he | asked | ‘Who pays?’",
    );
}

#[test]
fn inside_contents_with_more_words() {
    check(
        "The minister told him, “We sign in the spring,” Vogt said.",
        "mixed Vogt | said | The minister told him, “We sign in the spring,”
         > direct The minister | told | “We sign in the spring,”",
    );
    check(
        "Vogt remembers his teacher saying, “A fake is a compliment.”",
        "indirect Vogt | remembers | his teacher saying
         direct his teacher | saying | “A fake is a compliment.”",
    );
    check(
        "Vogt said the minister leaned over and whispered, “Not yet.”",
        "indirect Vogt | said | the minister leaned over and whispered
         direct the minister | whispered | “Not yet.”",
    );
}

#[test]
fn names_in_relative_clauses() {
    check(
        "Vogt said they paid for what she called “a lake with opinions”.",
        "mixed Vogt | said | they paid for what she called “a lake with opinions”
         > direct she | called | “a lake with opinions”",
    );
    check("Vogt said “the pier” is closed.", "mixed Vogt | said | “the pier” is closed");
}

#[test]
fn mottoes_and_what_is_read_out() {
    check(
        "‘My father’s rule was “never toast a letter”, and I keep it,’ said Vogt.",
        "direct Vogt | said | ‘My father’s rule was “never toast a letter”, and I keep it,’
         > direct My father’s | rule | “never toast a letter”",
    );
    check(
        "‘My father’s rule was “brief”, and I keep it,’ said Vogt.",
        "direct Vogt | said | ‘My father’s rule was “brief”, and I keep it,’",
    );
    check(
        "‘They wrote me, and I’m quoting, “Nothing is late.”’ Vogt said.",
        "direct Vogt | said | ‘They wrote me, and I’m quoting, “Nothing is late.”’
         > direct They | wrote | “Nothing is late.”",
    );
    check(
        "“As my father liked to say, ‘A boat is a boat,’” Vogt said.",
        "direct Vogt | said | “As my father liked to say, ‘A boat is a boat,’”
         > direct my father | say | ‘A boat is a boat,’",
    );
}

#[test]
fn what_the_speaker_said_then() {
    check(
        "“I told him I’d be back,” Vogt said.",
        "direct Vogt | said | “I told him I’d be back,”
         > indirect I | told | I’d be back",
    );
    check(
        "“I asked if he was all right,” Vogt said.",
        "direct Vogt | said | “I asked if he was all right,”
         > indirect I | asked | if he was all right",
    );
    check("“I think I’ll be back,” Vogt said.", "direct Vogt | said | “I think I’ll be back,”");
    check("“I say we go,” Vogt said.", "direct Vogt | said | “I say we go,”");
}
