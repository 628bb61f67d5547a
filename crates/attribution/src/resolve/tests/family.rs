//! Cases of people with one surname: who is meant, and who belongs to whom.
//!
//! In: marked texts. Out: test results. Must not know: how mentions are found.

use super::check;

/// A headline and two paragraphs: a bare surname there may be anybody’s.
const LEAD: &str = "Long swims\n\nBy Ada Moreno\n\nIt rained.\n\n";

#[test]
fn whoever_is_introduced_is_meant() {
    let wait = "\n\nIt rained on.\n\nIt rained all day.\n\n[Rosa Marsh], her mother, said so.";
    check(
        &format!("{LEAD}Thea Marsh swam.\n\nIt was late.\n\nNobody came.\n\n“So did I,” said [Marsh].{wait}"),
        &["Thea Marsh", "Rosa Marsh"],
    );
    // A headline names people whom the text introduces below.
    check("[Marsh] said so.\n\nThea Marsh swam.\n\nRosa Marsh slept.", &["Thea Marsh / Rosa Marsh?"]);
}

#[test]
fn another_courtesy_is_another_person() {
    let both = format!("{LEAD}Nora Roe drove. Her daughter Kit Roe read.\n\n");
    let ms = "“It is,” [Ms. Roe] said.\n\n";
    check(
        &format!("{both}Kit Roe came. {ms}[Mrs. Roe] said so. [Ms. Roe] smiled."),
        &["Kit Roe", "Nora Roe", "Kit Roe"],
    );
    // A doctor may be called Ms.
    check(&format!("{both}Kit Roe came. “It is,” [Ms. Roe] said. [Dr. Roe] smiled."), &["Kit Roe"; 2]);
}

#[test]
fn who_replies_is_the_other() {
    let both = format!("{LEAD}Jane Roe met Neil Roe.\n\n“It is,” [Neil Roe] said.\n\n");
    check(&format!("{both}“It is not,” [Cllr Roe] replied."), &["Neil Roe", "Jane Roe"]);
    check(&format!("{both}“It is,” [Cllr Roe] said."), &["Neil Roe"; 2]);
    check(&format!("{both}“It is not,” [Mr. Roe] replied."), &["Neil Roe"; 2]);
}

#[test]
fn a_pronoun_beside_a_surname_tells_whose_it_is() {
    let both = format!("{LEAD}Jane Roe met Neil Roe.\n\n“It is,” [Neil Roe] said.\n\n");
    check(&format!("{both}[Cllr Roe], asked as she left, said no."), &["Neil Roe", "Jane Roe"]);
    check(&format!("{both}[Cllr Roe] said she was wrong."), &["Neil Roe"; 2]);
}

#[test]
fn kin_given_by_first_name_have_the_familys_surname() {
    check(
        "Jamie Osei, the captain, ran. [The captain's younger brother, Luca,] said no. [Luca] smiled.",
        &["Luca Osei"; 2],
    );
    check("Jane Roe and John Roe came. “No,” [their mother, Jolanda,] said.", &["Jolanda Roe"]);
    check("John Roe came. “No,” said [his wife, Carla].", &["Carla Roe"]);
    check("John Roe came. “No,” said [his wife, Carla Hart].", &["Carla Hart"]);
    check("John Roe came. “No,” said [his cousin, Carla].", &["Carla"]);
    check("John Roe came. “No,” said [his friend, Carla].", &["Carla"]);
}

#[test]
fn his_brother_is_the_other_of_the_name() {
    let father = " [Their father, Roy Hart], wrote so.";
    check(
        &format!("Dale Hart said so. [His brother] said it was not. “No,” [Curtis Hart] said.{father}"),
        &["Curtis Hart", "Curtis Hart", "Roy Hart"],
    );
    // Nobody knows which of two.
    check(
        "Dale Hart said so. [His brother] said it was not. Curtis Hart slept. Peter Hart came.",
        &["His brother*"],
    );
    check(
        "Kit Roe and [her younger sister, Liv Roe Hart], came. “No,” [Mrs. Hart] said. [Her sister] said so.",
        &["Liv Roe Hart", "Liv Roe Hart", "Kit Roe"],
    );
    check(
        "Their aunt, Delia Roe, waited. Ann Roe met Lena Roe. “No,” said Ann Roe. “No,” said [her sister].",
        &["Lena Roe"],
    );
}

#[test]
fn the_older_brother_is_told_by_age_or_word() {
    let both = "Dale Hart, 61, farms. Curtis Hart, the younger by three years, does not. ";
    check(
        &format!("{both}[The older brother] said no. [The younger brother] said yes."),
        &["Dale Hart", "Curtis Hart"],
    );
    check("Dale Hart, 61, met Curtis Hart, 58. [The older brother] said no.", &["Dale Hart"]);
    check("Dale Hart met Curtis Hart. [The older brother] said no.", &["older brother*"]);
}

#[test]
fn an_age_is_one_persons() {
    let both = "Dale Roe, 61, met Ed Lind, now 58. ";
    check(&format!("{both}It rained. [The 61-year-old] said no."), &["Dale Roe"]);
    check(&format!("{both}[A 61-year-old] said no."), &["61-year-old*"]);
    check("Dale Roe, 61, met Ed Lind. [The 45-year-old] said no.", &["45-year-old*"]);
}

#[test]
fn who_had_the_office_before() {
    let team = "Marc Lind, the chief negotiator, left. Ed Roe, who led the team until 2023, came. ";
    check(&format!("{team}[The former negotiator] said no."), &["Ed Roe"]);
    check(&format!("{team}[The negotiator] said no."), &["Marc Lind"]);
    check(
        "Ed Roe had been the manager for five days. Tony Lind, sacked in May, watched. “No,” said [the former manager]. “Yes,” said [his successor].",
        &["Tony Lind", "Ed Roe"],
    );
    // Who left no office has no successor in it.
    check(
        "Ed Roe had been the manager for five days. Tony Lind watched Jo Doe. “Yes,” said [his successor].",
        &["his successor*"],
    );
    check(
        "Ann Roe, who for five years held the record, met Jo Lind, who has held it since. “Dry,” said [the record-holder]. “Wet,” said [her predecessor].",
        &["Jo Lind", "Ann Roe"],
    );
    check("For ten years Al Roe ran this city. Jo Doe came. [The former mayor] said no.", &["Al Roe"]);
    // Nobody left an office.
    check(
        "Ed Roe, who led the march, came. Al Lind, a lawyer, left. [The former director] said no.",
        &["former director*"],
    );
}

#[test]
fn who_founded_the_firm() {
    let firm = "Ed Roe, who started the firm in 1961, came. Al Lind left. ";
    check(&format!("{firm}“No,” [the company’s founder] said."), &["Ed Roe"]);
    check("Ed Roe, who started late, came. “No,” [the company’s founder] said.", &["company’s founder*"]);
}

#[test]
fn twins_share_their_surname_whatever_their_first_names() {
    check("For years Teo and Bram Sloothof drew as twins. [Teo] said no.", &["Teo Sloothof"]);
    // Nobody says that they are of one family; a surname is no first name.
    check("For years Teo and Bram Sloothof drew. [Teo] said no.", &["Teo"]);
    check("Ed Teo and Ada Lind drew twins. Teo and Bram Sloothof came. [Teo] said no.", &["Ed Teo"]);
}

#[test]
fn the_younger_of_a_name_is_of_that_name() {
    let len = "Len Osgood left the club. ";
    check(&format!("{len}It was the younger Osgood, Wanda, who sang. [Wanda] said so."), &["Wanda Osgood"]);
    check(&format!("{len}It was the younger Osgood, Mr. Lind, who sang. [Lind] said so."), &["Lind"]);
    check(&format!("{len}Osgood, Wanda and Ed sang. [Wanda] said so."), &["Wanda"]);
}

#[test]
fn a_surname_may_stand_first() {
    check(
        "Dr. Zhao Yunfei digs. [Zhao Meiling, a nurse,] said no. She sang. “That is the discovery,” said [her mother].",
        &["Zhao Meiling", "Zhao Yunfei"],
    );
    check(
        "Ada Moreno digs. [Ada Lind] said no. “That is it,” said [her mother].",
        &["Ada Lind", "her mother*"],
    );
}

#[test]
fn mrs_roe_is_his_wife() {
    check("Al Roe ran. One is content: Mr. Roe’s wife, Marta. “No,” said [Mrs. Roe].", &["Marta Roe"]);
    check("Al Roe ran. One is content: Mr. Roe’s aide, Marta. “No,” said [Mrs. Roe].", &["Roe"]);
}

#[test]
fn a_name_comes_after_both_roles() {
    check(
        "“No,” said [his sister and co-owner, Roxanne Gallant, when she was reached].",
        &["Roxanne Gallant"],
    );
    check("“No,” said [his sister and parents, Roxanne Gallant thought].", &["his sister* + parents*"]);
}

#[test]
fn my_father_is_the_speakers() {
    check(
        "“[Dad] told me it was mine,” [Curtis Hart] said. Their father, Roy Hart, died.",
        &["Roy Hart", "Curtis Hart"],
    );
    check("“[Dad] told me it was mine,” [Curtis Hart] said. Roy Lind died.", &["Dad*", "Curtis Hart"]);
    // A namesake is no kin.
    check(
        "“[Dad] told me it was mine,” [Miriam Hart] said. Dr. Paul Hart, who is not related to the family, came. Josef Hart did not.",
        &["Josef Hart", "Miriam Hart"],
    );
}

#[test]
fn the_father_is_whoever_has_a_son() {
    let lead = "Hugo Roe keeps bees. His son keeps them too.\n\nMary Lind sells honey.\n\n";
    check(&format!("{lead}“No,” said [the father]."), &["Hugo Roe"]);
    check(&format!("{lead}“No,” said [the mother]."), &["mother*"]);
    // Two have sons.
    check(
        &format!("{lead}Ed Doe came. His son slept.\n\nIt rained. It rained on.\n\n“No,” said [the father]."),
        &["father*"],
    );
}

#[test]
fn the_widower_is_whom_she_married() {
    check("In 1957 Jane Roe married a painter, Hugo Lind.\n\n“No,” said [the widower].", &["Hugo Lind"]);
    let met = "In 1957 Jane Roe met a painter, Hugo Lind.\n\nIt rained. It rained on. It rained.\n\n";
    check(&format!("{met}“No,” said [the widower]."), &["widower*"]);
}

#[test]
fn my_brother_is_hers_who_says_so_after_it() {
    check(
        "Paul Roe slept. His sister, Jane Roe, came.\n\n“[My brother] told us so,” [she] said.",
        &["Paul Roe", "Jane Roe"],
    );
}
