//! Reporting clauses after quotations, and what goes on after them.
//!
//! In: texts, and what they say. Out: test results. Must not know: who the speakers are.

use super::{NOTHING, check};

#[test]
fn as_somebody_put_it() {
    check(
        "“There was,” as Okoro put it, “no other way.”",
        "direct Okoro | put it | “There was,” … “no other way.”",
    );
    check("“Not now,” as he grew tired.", NOTHING);
}

#[test]
fn heard_saying() {
    check(
        "“Get out of my way,” the officer is heard saying on the tape.",
        "direct the officer | is heard saying | “Get out of my way,”",
    );
    check(
        "“It is cheap,” Baynard is quoted as saying. “And it works.”",
        "direct Baynard | is quoted as saying | “It is cheap,” … “And it works.”",
    );
    check("“It is cheap,” Baynard was tired of saying.", NOTHING);
}

#[test]
fn what_stands_before_a_bracket_or_a_dash_is_the_reporters() {
    check(
        "Some members grumbled (“I want my dues back,” wrote Edwin Nelms).",
        "direct Edwin Nelms | wrote | “I want my dues back,”",
    );
    check(
        "Brand praised the brothers — “they work hard,” he said — and left.",
        "direct he | said | “they work hard,”",
    );
    check(
        "The plan is “a disaster for the town,” Brand said.",
        "mixed Brand | said | The plan is “a disaster for the town,”",
    );
}

#[test]
fn titles_and_adverbs_in_the_subject() {
    check(
        "“We wrote what we were told,” the Herald’s senior politics editor Simon Ginns responded.",
        "direct the Herald’s senior politics editor Simon Ginns | responded | “We wrote what we were told,”",
    );
    check(
        "“We’re grateful,” said a clearly moved Bianchi.",
        "direct a clearly moved Bianchi | said | “We’re grateful,”",
    );
    check(
        "“We’re grateful,” a clearly moved Bianchi said.",
        "direct a clearly moved Bianchi | said | “We’re grateful,”",
    );
}

#[test]
fn a_participle_with_its_agent_is_no_verb() {
    check(
        "“Our view is unchanged,” Nordbank analysts led by Eva Holm wrote.",
        "direct Nordbank analysts led by Eva Holm | wrote | “Our view is unchanged,”",
    );
}

#[test]
fn a_verb_after_a_relative_clause() {
    check(
        "“That is insane,” Nair, who had until then been silent, exploded.",
        "direct Nair | exploded | “That is insane,”",
    );
    check(
        "“That is insane,” Nair, who, at 54, replaced Farron, said.",
        "direct Nair | said | “That is insane,”",
    );
}

#[test]
fn another_is_a_subject() {
    check("“Watch out for them,” tweeted another.", "direct another | tweeted | “Watch out for them,”");
    check(
        "“Watch out for them,” tweeted another man.",
        "direct another man | tweeted | “Watch out for them,”",
    );
}

#[test]
fn a_title_that_no_punctuation_ends() {
    check("“Orange Is the New Black” star Lena Vogt said.", NOTHING);
    check(
        "‘A decade of dithering’ was how Lord Abernethy characterised it.",
        "direct Lord Abernethy | characterised | ‘A decade of dithering’",
    );
    check(
        "“It is what it is” was the verdict of the coach.",
        "direct the coach | verdict | “It is what it is”",
    );
    check("“It is what it is” was the song of the coach.", NOTHING);
}

#[test]
fn a_name_that_the_tagger_does_not_know() {
    check(
        "“Among,” repeated Emile Roy, “is a word for guests.”",
        "direct Emile Roy | repeated | “Among,” … “is a word for guests.”",
    );
}

#[test]
fn another_content_has_begun() {
    check(
        "“He is a friend,” Gellner told the host, noting that he and Carla “have talked for years.”",
        "direct Gellner | told | “He is a friend,”
         mixed Gellner | noting | that he and Carla “have talked for years.”",
    );
    check(
        "“He is a friend,” said one trader, who was in a hurry, “and can’t make it rain.”",
        "direct one trader | said | “He is a friend,” … “and can’t make it rain.”",
    );
}

#[test]
fn speakers_after_a_dash_have_the_line_to_themselves() {
    check("• “A triumph for us all.” – Lena Vogt", "direct Lena Vogt | - | “A triumph for us all.”");
    check(
        "“A triumph for us all.” – Lena Vogt, aged nine. The last page has another.",
        "direct Lena Vogt | - | “A triumph for us all.”",
    );
    check("“A triumph for us all.” – Lena Vogt has left. The last page has another.", NOTHING);
    check("MONDAY’S ‘OUTLIERS’ – Links to the news", NOTHING);
}

#[test]
fn a_question_that_is_nobodys() {
    check("“Why now?” is the question on everybody’s lips.", NOTHING);
    check(
        "“Why now?” came the question from the gallery.",
        "direct the gallery | came the question | “Why now?”",
    );
}

#[test]
fn a_relative_clause_reports_only_where_nothing_else_does() {
    check("“We’re done,” a clerk, who asked not to be named, said.", "direct a clerk | said | “We’re done,”");
    check(
        "“I don’t believe in caps,” Vogt, who has not endorsed the plan, told reporters.",
        "direct Vogt | told | “I don’t believe in caps,”
         indirect Vogt | has not endorsed | the plan",
    );
    check(
        "“It was a mistake,” a driver who opposed the plan said.",
        "direct a driver | said | “It was a mistake,”",
    );
    check("“We’re done,” one man who asked for tea.", "direct one man | asked for | “We’re done,”");
}

#[test]
fn recalls_asking() {
    check(
        "“What did you expect?” Mr. Otto recalls asking her.",
        "direct Mr. Otto | recalls asking | “What did you expect?”",
    );
    check("“What did you expect?” Mr. Otto recalls a street.", "indirect Mr. Otto | recalls | a street");
}

#[test]
fn a_hearer_is_no_content() {
    check("“Why now?” Mr. Otto asked reporters.", "direct Mr. Otto | asked | “Why now?”");
    check("“Is it over?” He told reporters that it was.", "indirect He | told | that it was");
}
