//! A person as the roster's TOML.
//!
//! In: [`Person`]. Out: text that [`Roster::from_toml`](super::Roster::from_toml) reads. Must not know: where the person comes from.

use super::{Office, Person};
use crate::Gender;
use std::fmt::Write;

impl Person {
    /// The person as a roster's TOML: an entry of some lines, without what is not known.
    ///
    /// ```
    /// let text = "[[person]]\nid = \"moreno\"\nname = \"Ada Moreno\"\ngender = \"feminine\"\n";
    /// let roster = dixit_attribution::Roster::from_toml(text)?;
    /// assert_eq!(roster.people()[0].to_toml(), text);
    /// # Ok::<(), dixit_attribution::RosterError>(())
    /// ```
    pub fn to_toml(&self) -> String {
        let mut out = format!("[[person]]\nid = {}\nname = {}\n", quoted(&self.id), quoted(&self.name));
        if !self.aliases.is_empty() {
            let _ = writeln!(out, "aliases = {}", list(&self.aliases));
        }
        match self.gender {
            Gender::Masculine => out.push_str("gender = \"masculine\"\n"),
            Gender::Feminine => out.push_str("gender = \"feminine\"\n"),
            Gender::Unknown => {}
        }
        if let Some(wikidata) = &self.wikidata {
            let _ = writeln!(out, "wikidata = {}", quoted(wikidata));
        }
        if !self.offices.is_empty() {
            out.push_str("offices = [\n");
            for office in &self.offices {
                let _ = writeln!(out, "  {},", entry(office));
            }
            out.push_str("]\n");
        }
        out
    }
}

/// `{ title = "mayor", from = 2020-01-01 }`
fn entry(office: &Office) -> String {
    let mut out = format!("{{ title = {}", quoted(&office.title));
    if !office.aliases.is_empty() {
        let _ = write!(out, ", aliases = {}", list(&office.aliases));
    }
    if let Some(country) = &office.country {
        let _ = write!(out, ", country = {}", quoted(country));
    }
    for (key, day) in [("from", office.from), ("to", office.to)] {
        if let Some(day) = day {
            let _ = write!(out, ", {key} = {day}");
        }
    }
    out.push_str(if office.shared { ", shared = true }" } else { " }" });
    out
}

fn list(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    format!("[{}]", texts.join(", "))
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => out.extend(['\\', character]),
            character if character.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(character));
            }
            character => out.push(character),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Roster;
    use jiff::civil::date;
    use proptest::prelude::*;

    /// Whether people are the same after writing and reading.
    #[track_caller]
    fn check(people: &[Person]) {
        let text: String = people.iter().map(Person::to_toml).collect();
        let roster = Roster::from_toml(&text).map_err(|error| format!("{error}\n{text}"));
        assert_eq!(roster.unwrap().people(), people);
    }

    #[test]
    fn what_is_written_is_read_again() {
        check(Roster::builtin().people());
    }

    proptest! {
        #[test]
        fn so_is_any_text(texts in prop::collection::vec("\\S|\\S(?s:.){0,12}\\S", 6), day in 0..3000_i32) {
            let day = date(2000, 1, 1).saturating_add(jiff::Span::new().days(day));
            let texts: Vec<String> = texts.into_iter().map(|text| text.trim().to_owned()).collect();
            prop_assume!(texts.iter().all(|text| !text.is_empty()));
            let office = Office {
                title: texts[0].clone(),
                aliases: texts[1..3].to_vec(),
                country: Some(texts[3].clone()),
                from: Some(day),
                to: None,
                shared: day.day() == 1,
            };
            check(&[Person {
                id: texts[4].clone(),
                name: texts[5].clone(),
                aliases: texts[2..].to_vec(),
                gender: Gender::Masculine,
                wikidata: Some(texts[0].clone()),
                offices: vec![office],
            }]);
        }
    }
}
