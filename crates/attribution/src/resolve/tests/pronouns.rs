//! Cases of pronouns.
//!
//! In: marked texts. Out: test results. Must not know: how statements are found.

use super::check;

#[test]
fn the_subject_to_come() {
    check("Ann Doe left. In [her] letter, Jane Roe asked for time.", &["Jane Roe"]);
    check("Ann Doe left. Despite [her] plans for the mill, Jane Roe stayed.", &["Jane Roe"]);
    // Whose gender does not fit, or a thing, or none right after the comma.
    check("Ann Doe left. In [her] absence, Mr. Roe asked for time.", &["Ann Doe"]);
    check("Ann Doe left. In [her] letter, Roe Mills asked for time.", &["Ann Doe"]);
    check("Ann Doe left. In [her] letter, dated May 2, Jane Roe was called late.", &["Ann Doe"]);
}

#[test]
fn whom_the_text_is_about() {
    let before = "Jane Roe runs the mill. Ms. Roe built it. Ms. Roe sold it. Ms. Roe bought it back.";
    // Both are as near; one is what the text is about.
    check(&format!("{before} Ann Doe and Jane Roe came. [She] said so."), &["Jane Roe"]);
    // Whoever speaks last is nearer all the same.
    check(&format!("{before}\n\n[Ann Doe] said so. [She] left."), &["Ann Doe"; 2]);
}

#[test]
fn a_guess_inside_a_quotation_does_not_bind() {
    check(
        "[Marwa Roe] said it was late. “Doe has friends, and he likes mills,” [she] said.",
        &["Marwa Roe", "Marwa Roe"],
    );
    // Outside of one it does.
    check("[Marwa Roe] said it was late. He left. Ann Doe came. [She] said so.", &["Marwa Roe", "Ann Doe"]);
}

#[test]
fn a_letter_speaks_for_who_signed_it() {
    check("The letter, signed by Mayor Ada Moreno, was blunt. [It] said no.", &["Ada Moreno"]);
    check("A statement from Ada Moreno was blunt. [It] said no.", &["Ada Moreno"]);
    check("The bill is backed by Ada Moreno. [It] said no.", &["-"]);
}

#[test]
fn who_is_named_after_the_first_words() {
    check("“Why resign?” [he] asked. Minister Hugo Roe faces calls to go.", &["Hugo Roe"]);
    check("“Why resign?” [he] asked.\n\n“I am late.”\n\nHugo Roe laughed.", &["Hugo Roe"]);
    // People were named before; the gender does not fit; the name is not the subject.
    check("Ms. Doe listened. “Why resign?” [he] asked. Hugo Roe left.", &["-"]);
    check("“Why resign?” [she] asked. Mr. Roe left.", &["-"]);
    check("“Why resign?” [he] asked. The story of Hugo Roe is long.", &["-"]);
}

#[test]
fn what_somebody_sent_speaks_for_its_sender() {
    check("Ada Moreno smiled. In March she sent one e-mail to both. [It] said no.", &["Ada Moreno"]);
    check("Ada Moreno smiled. Then she sent for a doctor. [It] said no.", &["-"]);
}

#[test]
fn what_is_somebodys_speaks_for_him_or_her() {
    check("Ada Moreno smiled. [Her reply] said no.", &["Ada Moreno"]);
    check("Ada Moreno smiled. [The first line of her 84 field notebooks] said no.", &["Ada Moreno"]);
    check("Ada Moreno smiled. [A card in her handwriting] said no.", &["Ada Moreno"]);
    check("Ada Moreno smiled. [Some of her messages] said no.", &["Ada Moreno"]);
    check("Ada Moreno smiled. [Ada Moreno’s note] said no.", &["Ada Moreno"]);
    check("Ada Moreno smiled. [A letter to her friends] said no.", &["letter to her friends*"]);
    check("Ada Moreno smiled. [Her horse] said no.", &["Her horse*"]);
}

#[test]
fn a_letter_speaks_for_whose_it_is() {
    check("They asked Ada Moreno to go. Her answer hangs there today. [It] said no.", &["Ada Moreno"]);
    check("They asked Ada Moreno to go. Her horse stands there today. [It] said no.", &["-"]);
    check("The Harbour Council met. [Its statement] said no.", &["Harbour Council"]);
}

#[test]
fn an_obituary_is_about_the_dead() {
    let head =
        "Ada Moreno, botanist\n\nShe [once] sat down.\n\nAda Moreno, who died on May 3, aged 91, drew moss. ";
    let kin = "“Latin,” said [her daughter, Wanda Lind].\n\n";
    let say = |rest: &str, died: &str| {
        let text = head.replace("[once]", "once").replace("who died on May 3, aged 91", died);
        format!("{text}{kin}{rest}")
    };
    let dead = "who died on May 3, aged 91";
    check(&say("“No flowers,” [she] had written.", dead), &["Wanda Lind", "Ada Moreno"]);
    check(&say("“Lonely?” [she] told this paper in 2009.", dead), &["Wanda Lind", "Ada Moreno"]);
    check(&say("She chose a wall.\n\n“The roof leaks,” [she] said.", dead), &["Wanda Lind", "Ada Moreno"]);
    // The living go on; in a text of the living too.
    check(&say("“Never Greek,” [she] said.", dead), &["Wanda Lind"; 2]);
    check(&say("“No flowers,” [she] had written.", "who is 91"), &["Wanda Lind"; 2]);
}

#[test]
fn who_speaks_has_been_introduced() {
    check(
        "Al Lien came with an interpreter. The interpreter was after a chair.\n\n“I sell fish,” [he] said.",
        &["Al Lien"],
    );
    check("Al Lien came with [a spokesman], who said so.\n\n“I sell fish,” [he] said.", &["spokesman*"; 2]);
}

#[test]
fn a_letter_says_what_its_writer_wrote() {
    check("Jane Roe sent one e-mail to both. “I have a lane free,” [it] read.", &["Jane Roe"]);
    check("Jane Roe sang. Her answer hangs there. “Gentlemen,” [it] begins.", &["Jane Roe"]);
    check("Jane Roe sang about her message. The city said that [it] told nobody.", &["city*"]);
    check("Jane Roe sent a photographer. “I have a lane free,” [it] read.", &["-"]);
    check("Jane Roe sent a card. It rained. The sun rose. It sank. “No,” [it] read.", &["-"]);
}

#[test]
fn what_has_an_article_is_no_person() {
    check("Ann Doe left. In a letter seen by the Tamar Courier, [she] said no.", &["Ann Doe"]);
    check("Ann Doe left. Tamar Courier came. [She] said no.", &["Tamar Courier"]);
}
