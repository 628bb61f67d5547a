//! Quotations and their reporting clauses, in every order of speech.
//!
//! In: texts, and what they say. Out: test results. Must not know: who the speakers are.

use super::{NOTHING, check};

#[test]
fn subject_and_verb_after() {
    check(
        "“We will rebuild the pier,” Ferreira said.",
        "direct Ferreira | said | “We will rebuild the pier,”",
    );
    check("“Is it over?” the minister asked.", "direct the minister | asked | “Is it over?”");
    check("“No!” she shouted.", "direct she | shouted | “No!”");
    check("“It’s over.” He left.", NOTHING);
}

#[test]
fn verb_and_subject_after() {
    check(
        "“We will rebuild the pier,” said Ferreira.",
        "direct Ferreira | said | “We will rebuild the pier,”",
    );
    check(
        "“We were not asked,” complained Lena Vogt, a spokeswoman for the dockers.",
        "direct Lena Vogt, a spokeswoman for the dockers | complained | “We were not asked,”",
    );
    check("“Who pays?” asks the mayor of Lisbon.", "direct the mayor of Lisbon | asks | “Who pays?”");
}

#[test]
fn relative_clause_or_apposition_between() {
    check("“I am ready,” Cable, who replaced Farron, said.", "direct Cable | said | “I am ready,”");
    check(
        "“I am ready,” Hugh Hill, a doctor from Boise, Idaho, said.",
        "direct Hugh Hill, a doctor from Boise, Idaho | said | “I am ready,”",
    );
    check("“We lost,” Okafor, 54, said.", "direct Okafor, 54 | said | “We lost,”");
}

#[test]
fn adverbs_between() {
    check("“We lost,” Okafor later said.", "direct Okafor | said | “We lost,”");
    check("“We lost,” then Okafor said.", "direct Okafor | said | “We lost,”");
    check("“We lost,” and Okafor left the room.", NOTHING);
}

#[test]
fn auxiliaries_belong_to_the_cue() {
    check("“We lost,” Okafor has repeatedly said.", "direct Okafor | has repeatedly said | “We lost,”");
    check("“We lost,” the mayor will say.", "direct the mayor | will say | “We lost,”");
}

#[test]
fn according_to_after() {
    check(
        "“Prices are falling,” according to two people familiar with the figures.",
        "direct two people familiar with the figures | according to | “Prices are falling,”",
    );
    check(
        "“Prices are falling,” according to the report.",
        "direct the report | according to | “Prices are falling,”",
    );
}

#[test]
fn any_verb_after_a_comma() {
    check("“I have seen worse winters,” he shrugged.", "direct he | shrugged | “I have seen worse winters,”");
    check("“I have seen worse winters than this.” He shrugged.", NOTHING);
}

#[test]
fn undivided_words_are_part_of_the_clause() {
    check("The council passes rules “boring” people wanted.", NOTHING);
    check("A sentence after the quotation is its own.", NOTHING);
}

#[test]
fn a_sentence_after_the_quotation_is_its_own() {
    check(
        "“The harbour is open again.” Vogt said the gates would stay.",
        "indirect Vogt | said | the gates would stay",
    );
}

#[test]
fn colon_before() {
    check(
        "Ferreira said: “Nobody wants a tariff on cork.”",
        "direct Ferreira | said | “Nobody wants a tariff on cork.”",
    );
    check(
        "Asked about the delay, he told the Harbour Gazette: “Patience.”",
        "direct he | told | “Patience.”",
    );
}

#[test]
fn colon_at_the_end_of_the_paragraph_before() {
    check(
        "Okafor continued:\n\n“They did not sleep for two nights.”",
        "direct Okafor | continued | “They did not sleep for two nights.”",
    );
    check("They did not sleep.\n\n“Two nights of rain will pass.”", NOTHING);
}

#[test]
fn comma_before() {
    check("Okafor said, “They did not sleep.”", "direct Okafor | said | “They did not sleep.”");
    check(
        "Okafor told reporters at the harbour on Friday, “They did not sleep.”",
        "direct Okafor | told | “They did not sleep.”",
    );
}

#[test]
fn nothing_before() {
    check(
        "Okafor said “They did not sleep for two nights.”",
        "direct Okafor | said | “They did not sleep for two nights.”",
    );
}

#[test]
fn split_quotation() {
    check(
        "“The licence,” Greer said, “is unworkable.”",
        "direct Greer | said | “The licence,” … “is unworkable.”",
    );
    check(
        "“The licence is late,” said Greer, who was leaving, “because the form was lost.”",
        "direct Greer | said | “The licence is late,” … “because the form was lost.”",
    );
    check(
        "“The licence is late” — Greer paused — “and so are we.”",
        "direct Greer | paused | “The licence is late” … “and so are we.”",
    );
}

#[test]
fn continuation_over_sentences() {
    check(
        "“This is new,” Diop said. “Nobody here has seen it. We wait.”",
        "direct Diop | said | “This is new,” … “Nobody here has seen it. We wait.”",
    );
    check(
        "“This is new,” Diop said in Dakar on Monday. “Nobody here has seen it.”",
        "direct Diop | said | “This is new,” … “Nobody here has seen it.”",
    );
    check(
        "“This is new,” Diop said. The market was quiet. “Nobody here has seen it.”",
        "direct Diop | said | “This is new,”",
    );
    check(
        "“This is new,” Diop said. Behind her hung a sign: “No entry without a helmet.”",
        "direct Diop | said | “This is new,”
         direct a sign | - | “No entry without a helmet.”",
    );
}

#[test]
fn continuation_but_another_speaks() {
    check(
        "“This is new,” Diop said. “Nobody here has seen it,” Vogt said.",
        "direct Diop | said | “This is new,”
         direct Vogt | said | “Nobody here has seen it,”",
    );
}

#[test]
fn continuation_in_the_next_paragraph() {
    check(
        "“This is new,” Diop said. “Nobody here has seen it.”\n\n“We wait for the tide and then we go.”",
        "direct Diop | said | “This is new,” … “Nobody here has seen it.”
         direct - | - | “We wait for the tide and then we go.”",
    );
    check(
        "“This is new,” Diop said. “Nobody here has seen it.”\n\n“Wait and see”",
        "direct Diop | said | “This is new,” … “Nobody here has seen it.”",
    );
}

#[test]
fn reopened_paragraphs() {
    check(
        "“This is new,” Diop said. “Nobody here has seen it.\n\n“We wait for the tide.\n\n“Then we go.”",
        "direct Diop | said | “This is new,” … “Nobody here has seen it. … “We wait for the tide. … “Then we go.”",
    );
    check(
        "“We wait for the tide.\n\n“Then we go,” Diop said.",
        "direct Diop | said | “We wait for the tide. … “Then we go,”",
    );
}

#[test]
fn quotations_that_touch() {
    check(
        "“This is new.” “Nobody here has seen it,” Diop said.",
        "direct Diop | said | “This is new.” … “Nobody here has seen it,”",
    );
}

#[test]
fn lead_in() {
    check("The plan is “a disaster,” Vogt said.", "mixed Vogt | said | The plan is “a disaster,”");
    check(
        "It may have an effect: “While the pier is closed, we wait,” Vogt said.",
        "direct Vogt | said | “While the pier is closed, we wait,”",
    );
    check("But “the plan is a disaster,” Vogt said.", "direct Vogt | said | “the plan is a disaster,”");
    check(
        "“The pier is closed,” Diop said, and it is “a disaster,” Vogt said.",
        "direct Diop | said | “The pier is closed,”
         direct Vogt | said | “a disaster,”",
    );
}

#[test]
fn dash_and_name() {
    check(
        "“We wait for the tide.” — Awa Diop, harbour master",
        "direct Awa Diop | - | “We wait for the tide.”",
    );
    check(
        "“We wait for the tide.”\n— Awa Diop, harbour master",
        "direct Awa Diop | - | “We wait for the tide.”",
    );
    check("“We wait for the tide” — and Awa Diop left.", NOTHING);
    check("“We wait for the tide” — Awa Diop left the room.", NOTHING);
}

#[test]
fn name_and_colon() {
    check(
        "Jane Roe, chief executive: “We wait for the tide.”",
        "direct Jane Roe | - | “We wait for the tide.”",
    );
    check(
        "The chancellor was drier: “We wait for the tide.”",
        "direct The chancellor | - | “We wait for the tide.”",
    );
    check("One word on the door: “Push.”", NOTHING);
}

#[test]
fn typewriter_marks() {
    check("``We lost,'' Okafor said. ``It hurts.''", "direct Okafor | said | ``We lost,'' … ``It hurts.''");
    check("\"We lost,\" Okafor said. \"It hurts.\"", "direct Okafor | said | \"We lost,\" … \"It hurts.\"");
}

#[test]
fn british_single_marks() {
    check(
        "‘We lost,’ Okafor said. ‘It doesn’t hurt.’",
        "direct Okafor | said | ‘We lost,’ … ‘It doesn’t hurt.’",
    );
    check("‘We lost’, said Okafor.", "direct Okafor | said | ‘We lost’");
    check("Okafor said: ‘It doesn’t hurt.’", "direct Okafor | said | ‘It doesn’t hurt.’");
    check("The dockers’ boats didn’t leave the harbour.", NOTHING);
}

#[test]
fn channel_after_the_cue() {
    check(
        "“Our port is safe,” the authority said in a statement on Monday.",
        "direct the authority | said | “Our port is safe,”",
    );
    check(
        "“Our port is safe,” the authority wrote on X.",
        "direct the authority | wrote | “Our port is safe,”",
    );
}

#[test]
fn elided_subject_before_a_quotation() {
    check("Okafor smiled, saying: “They did not sleep.”", "direct Okafor | saying | “They did not sleep.”");
    check(
        "Okafor met the crews on Monday and said: “They did not sleep.”",
        "direct Okafor | said | “They did not sleep.”",
    );
    check(
        "My supplier came on Monday and said, “The price is good.”",
        "direct My supplier | said | “The price is good.”",
    );
    check(
        "In March my supplier called and said, “The price is good.”",
        "direct my supplier | said | “The price is good.”",
    );
}

#[test]
fn short_quoted_words_are_nobodys() {
    check("The “old pier” is closed.", NOTHING);
    check("Dwayne “The Rock” Johnson came.", NOTHING);
}

#[test]
fn list_marks_are_no_lead_in() {
    check("• “We wait for the tide,” Vogt said.", "direct Vogt | said | “We wait for the tide,”");
}

#[test]
fn infinitive_before_a_colon() {
    check("Okafor paused to say: “They did not sleep.”", "direct Okafor | say | “They did not sleep.”");
}

#[test]
fn question_mark_and_a_clause_of_its_own() {
    check("“Is it over?” Vogt asked on Friday.", "direct Vogt | asked | “Is it over?”");
}

#[test]
fn wrote_on_x() {
    check(
        "The company wrote on X: “Two cranes are out of use.”",
        "direct The company | wrote | “Two cranes are out of use.”",
    );
    check(
        "The company wrote on X that two cranes were out of use.",
        "indirect The company | wrote | that two cranes were out of use",
    );
}

#[test]
fn two_speakers_in_turn() {
    check(
        "“Who pays?” asked Vogt. “Nobody yet,” said Okafor. “Why?” she asked.",
        "direct Vogt | asked | “Who pays?”
         direct Okafor | said | “Nobody yet,”
         direct she | asked | “Why?”",
    );
}

#[test]
fn continuation_after_narration_in_the_same_sentence() {
    check(
        "“Nobody here has seen it,” Vogt said as the tide came in. “We wait for it.”",
        "direct Vogt | said | “Nobody here has seen it,” … “We wait for it.”",
    );
}

#[test]
fn heading_continues_nothing() {
    check(
        "“This is new,” Diop said. “Nobody here has seen it.”\n\nThe tide came in.\n\n“We wait for \
         the tide and then we go.”",
        "direct Diop | said | “This is new,” … “Nobody here has seen it.”",
    );
}

#[test]
fn a_sentence_about_somebody_before() {
    check(
        "The spokeswoman was less sure. “Ask me in a year.”",
        "direct The spokeswoman | - | “Ask me in a year.”",
    );
    check("Okafor was less sure. “Ask me in a year.”", "direct Okafor | - | “Ask me in a year.”");
    check("The room was full. “Ask me in a year.”", NOTHING);
    check("The shop steward was less sure. “Ask me in a year.” The room was full.", NOTHING);
}

#[test]
fn came_the_reply() {
    check("“Fine,” came the reply from the crowd.", "direct the crowd | came the reply | “Fine,”");
    check("“Fine words,” came up in court.", NOTHING);
}

#[test]
fn a_mark_too_many() {
    check("“The pier is vital.”” says Baek.", "direct Baek | says | “The pier is vital.”");
}

#[test]
fn all_he_would_say_was() {
    check("All he would say was, “We wait for the tide.”", "direct he | would say | “We wait for the tide.”");
}

#[test]
fn lower_case_resumes_over_a_relative_clause() {
    check(
        "“Prayer,” said one trader, who asked not to be named, “can’t make it rain.”",
        "direct one trader | said | “Prayer,” … “can’t make it rain.”
         indirect one trader | asked | not to be named",
    );
}

#[test]
fn topic_before_a_colon() {
    check(
        "The minister, on whether she would fish: “Ask me in a year.”",
        "direct The minister | - | “Ask me in a year.”",
    );
}

#[test]
fn parts_with_a_verb_between() {
    // A clause with its own content introduces nothing, nor does a passive, nor what the speaker does.
    check(
        "“We lost the barn,” said Vogt, who says she has never lost a calf, “I am done.”",
        "direct Vogt | said | “We lost the barn,” … “I am done.”
         indirect Vogt | says | she has never lost a calf",
    );
    check(
        "“We lost the barn,” said Vogt, when asked about the flood, “I am done.”",
        "direct Vogt | said | “We lost the barn,” … “I am done.”",
    );
    check(
        "“We lost the barn,” said Vogt, pointing, “I am done.”",
        "direct Vogt | said | “We lost the barn,” … “I am done.”",
    );
    check(
        "“We lost the barn,” said Vogt, adding, “I am done.”",
        "direct Vogt | said | “We lost the barn,”
         direct Vogt | adding | “I am done.”",
    );
}

#[test]
fn parts_with_a_title_between() {
    check(
        "“We lost the barn,” said Vogt, whose café is called “The Dry Spell,” “and the cat.”",
        "direct Vogt | said | “We lost the barn,” … “and the cat.”",
    );
}

#[test]
fn parts_around_an_abbreviation() {
    check(
        "“We lost the barn,” said James Odell Jr. “I am done.”",
        "direct James Odell Jr. | said | “We lost the barn,” … “I am done.”",
    );
}

#[test]
fn opening_clauses() {
    check(
        "Said Dorothy Roe, who grew up on the street, “We were all proud of him.”",
        "direct Dorothy Roe | Said | “We were all proud of him.”",
    );
    check(
        "As Akhil Roe, who teaches law in Leeds, put it, “Nobody reads the annex.”",
        "direct Akhil Roe | put it | “Nobody reads the annex.”",
    );
    check("Said Roe was late, “as usual.”", NOTHING);
}

#[test]
fn titles_before_a_name() {
    check(
        "“We can call this now,” election law expert Rick Roe tweeted.",
        "direct election law expert Rick Roe | tweeted | “We can call this now,”",
    );
}

#[test]
fn sentences_about_the_speaker_before() {
    check(
        "Okafor rolled her eyes. “He fell on the pier. It was wet.” The band went on.",
        "direct Okafor | - | “He fell on the pier. It was wet.”",
    );
    check("Okafor looked up. Then down. “Count again.”", "direct Okafor | - | “Count again.”");
    check("The room was full. “Welcome to Leeds.”", NOTHING);
}

#[test]
fn another_label_in_the_paragraph() {
    check(
        "The judge: “You pay for what you break.” Okafor: “I know.”",
        "direct The judge | - | “You pay for what you break.”
         direct Okafor | - | “I know.”",
    );
}
