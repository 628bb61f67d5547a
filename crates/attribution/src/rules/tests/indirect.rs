//! Indirect and mixed speech: the clause that a cue governs.
//!
//! In: texts, and what they say. Out: test results. Must not know: who the speakers are.

use super::{NOTHING, check};

#[test]
fn that_clause() {
    check("Trump said that the deal was close.", "indirect Trump | said | that the deal was close");
    check(
        "The ministry announced that the port would open.",
        "indirect The ministry | announced | that the port would open",
    );
    check("He took that train.", NOTHING);
}

#[test]
fn bare_clause() {
    check("Trump said the deal was close.", "indirect Trump | said | the deal was close");
    check("The mayor insists the deal was close.", "indirect The mayor | insists | the deal was close");
    check("Okafor spoke at noon.", NOTHING);
}

#[test]
fn told_somebody_that() {
    check(
        "Lena Vogt told Okafor that the dockers would wait.",
        "indirect Lena Vogt | told | that the dockers would wait",
    );
    check("Vogt told her that the dockers would wait.", "indirect Vogt | told | that the dockers would wait");
    check(
        "Vogt warned the council that the dockers would leave.",
        "indirect Vogt | warned | that the dockers would leave",
    );
    check("Vogt warned the dockers would leave.", "indirect Vogt | warned | the dockers would leave");
    check("Vogt told the story.", NOTHING);
}

#[test]
fn adjuncts_between_cue_and_content() {
    check(
        "Vogt told reporters in Lisbon on Friday that the dockers would wait.",
        "indirect Vogt | told | that the dockers would wait",
    );
    check("Vogt said on Friday the dockers would wait.", "indirect Vogt | said | the dockers would wait");
    check(
        "Vogt said last week that the dockers would wait.",
        "indirect Vogt | said | that the dockers would wait",
    );
    check(
        "Vogt said in an interview with Radio Tejo that the dockers would wait.",
        "indirect Vogt | said | that the dockers would wait",
    );
    check(
        "Vogt explained to the council that the dockers would wait.",
        "indirect Vogt | explained | that the dockers would wait",
    );
    check(
        "Vogt said on Friday, that the dockers would wait.",
        "indirect Vogt | said | that the dockers would wait",
    );
    check(
        "Vogt said only that the dockers would wait.",
        "indirect Vogt | said | that the dockers would wait",
    );
    check("Vogt said this deal was close.", "indirect Vogt | said | this deal was close");
}

#[test]
fn infinitive() {
    check("Vogt promised to keep the port open.", "indirect Vogt | promised | to keep the port open");
    check("The union voted to strike.", NOTHING);
    check("Vogt agreed to brief the council.", "indirect Vogt | agreed | to brief the council");
    check("Vogt went to the harbour.", NOTHING);
}

#[test]
fn demands_have_their_listener_in_the_content() {
    check("Vogt urged the council to act.", "indirect Vogt | urged | the council to act");
    check("The mayor asked the council to act.", "indirect The mayor | asked | to act");
    check("Vogt told supporters to vote.", "indirect Vogt | told | to vote");
}

#[test]
fn questions() {
    check("Okafor asked whether the port was safe.", "indirect Okafor | asked | whether the port was safe");
    check("Vogt asked who would pay.", "indirect Vogt | asked | who would pay");
    check("Vogt wondered if the port was safe.", "indirect Vogt | wondered | if the port was safe");
    check("Vogt left when the port was safe.", NOTHING);
}

#[test]
fn prepositions_that_open_content() {
    check("She called for an end to the strike.", "indirect She | called for | an end to the strike");
    check("Vogt warned of a long winter.", "indirect Vogt | warned of | a long winter");
    check("Vogt called the harbour master.", NOTHING);
}

#[test]
fn verb_and_noun() {
    check(
        "Vogt expressed confidence that the port would open.",
        "indirect Vogt | expressed confidence | that the port would open",
    );
    check("Vogt made a promise to keep the port open.", NOTHING);
    check("Vogt expressed concern about the port.", "indirect Vogt | expressed concern | about the port");
}

#[test]
fn sentence_final() {
    check("The deal is close, Vogt said.", "indirect Vogt | said | The deal is close");
    check("The deal is close, according to Vogt.", "indirect Vogt | according to | The deal is close");
    check("The deal is close, Vogt said on Friday.", "indirect Vogt | said | The deal is close");
    check("On Friday, Vogt said.", NOTHING);
}

#[test]
fn parenthesis() {
    check("The deal, Vogt said, is close.", "indirect Vogt | said | The deal … is close");
    check("The deal is close, Vogt said, but nobody will sign.", "indirect Vogt | said | The deal is close");
    check(
        "The deal is close, Vogt said, adding that nobody would sign.",
        "indirect Vogt | said | The deal is close
         indirect Vogt | adding | that nobody would sign",
    );
}

#[test]
fn inverted_sentence_final() {
    check(
        "The prices will fall, say traders in Chicago.",
        "indirect traders in Chicago | say | The prices will fall",
    );
    check("The deal is close, says the ministry.", "indirect the ministry | says | The deal is close");
}

#[test]
fn elided_subject() {
    check(
        "Vogt said the deal was close, adding that nobody would sign.",
        "indirect Vogt | said | the deal was close
         indirect Vogt | adding | that nobody would sign",
    );
    check(
        "Vogt praised the crews and promised to pay them.",
        "indirect Vogt | praised | the crews
         indirect Vogt | promised | to pay them",
    );
    check("Vogt left the room, saying the deal was close.", "indirect Vogt | saying | the deal was close");
    check(
        "“The deal is close,” Vogt said, adding that nobody would sign.",
        "direct Vogt | said | “The deal is close,”
         indirect Vogt | adding | that nobody would sign",
    );
    check("A sign saying the deal was close hung there.", NOTHING);
}

#[test]
fn mixed_objects() {
    check(
        "Vogt called it “a disturbance” for the harbour.",
        "mixed Vogt | called | it “a disturbance” for the harbour",
    );
    check(
        "Vogt said the plan was “a disaster” for the harbour.",
        "mixed Vogt | said | the plan was “a disaster” for the harbour",
    );
    check("Vogt said that “we wait for the tide.”", "mixed Vogt | said | that “we wait for the tide.”");
    check("Vogt described the plan as “a disaster.”", "mixed Vogt | described | the plan as “a disaster.”");
    check("Vogt condemned the plan.", "indirect Vogt | condemned | the plan");
}

#[test]
fn one_clause_inside_another() {
    check(
        "Vogt said Okafor had promised to keep the port open.",
        "indirect Vogt | said | Okafor had promised to keep the port open
         > indirect Okafor | had promised | to keep the port open",
    );
}

#[test]
fn indirect_inside_a_quotation() {
    check(
        "“Okafor said the port was safe,” Vogt said.",
        "direct Vogt | said | “Okafor said the port was safe,”
         > indirect Okafor | said | the port was safe",
    );
    check("“I think the port is safe,” Vogt said.", "direct Vogt | said | “I think the port is safe,”");
    check("“It says the port is safe,” Vogt said.", "direct Vogt | said | “It says the port is safe,”");
}

#[test]
fn another_reporting_clause_has_the_quotation() {
    check(
        "Vogt said the pier was old. “It is older than I am,” Okafor said.",
        "indirect Vogt | said | the pier was old
         direct Okafor | said | “It is older than I am,”",
    );
}

#[test]
fn quotation_of_nobody() {
    check("Under the “mind the step, he said it is wet” sign she waited.", NOTHING);
}

#[test]
fn accused_of() {
    check(
        "Vogt accused the council of hiding the report.",
        "indirect Vogt | accused | the council of hiding the report",
    );
}

#[test]
fn participle_as_content() {
    check("Vogt suggested waiting for the tide.", "indirect Vogt | suggested | waiting for the tide");
    check("Vogt stopped waiting for the tide.", NOTHING);
}

#[test]
fn statement_and_channel() {
    check(
        "Vogt said in a statement that the port was safe.",
        "indirect Vogt | said | that the port was safe",
    );
    check("Vogt tweeted that the port was safe.", "indirect Vogt | tweeted | that the port was safe");
}

#[test]
fn weak_verbs_need_that() {
    check("Vogt found that the port was safe.", "indirect Vogt | found | that the port was safe");
    check("Vogt found the port in the dark.", NOTHING);
}

#[test]
fn relative_clause_with_a_cue() {
    check(
        "The mayor, who insists the port is safe, left.",
        "indirect The mayor | insists | the port is safe",
    );
}

#[test]
fn while_insisting() {
    check(
        "Vogt left the room while insisting that the deal was close.",
        "indirect Vogt | insisting | that the deal was close",
    );
    check("Vogt left the room while the deal was close.", NOTHING);
}

#[test]
fn ones_own_voice() {
    check(
        "“We were proud that we were asked,” she said.",
        "direct she | said | “We were proud that we were asked,”",
    );
}

#[test]
fn verbs_of_thought_take_bare_clauses() {
    check("The mayor thinks the port is safe.", "indirect The mayor | thinks | the port is safe");
    check("The mayor believes he was not asked.", "indirect The mayor | believes | he was not asked");
}
