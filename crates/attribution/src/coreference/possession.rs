//! Whose somebody is, and which bodies a word can mean: `his top trade negotiator`, `Trump’s campaign`, `the ministry`.
//!
//! In: descriptions and resolved mentions. Out: countries, names. Must not know: salience, rosters’ offices.

use super::description::Description;
use super::{Input, Node, Resolution};
use crate::mention::Phrase;
use crate::words::country_code;

/// `his` in `his top trade negotiator`: the country of him whom `his` means; `China’s`: China.
pub(super) fn possessor_country(
    input: &Input<'_>,
    nodes: &[Node],
    resolutions: &[Resolution],
    index: usize,
) -> Option<&'static str> {
    let start = input.phrases[index].tokens.start();
    let date = input.date?;
    let near = index.saturating_sub(3)..input.phrases.len().min(index + 4);
    for other in near {
        if other == index || input.phrases[other].tokens.start() != start {
            continue;
        }
        if let [node] = resolutions[other].nodes[..] {
            if let Some(code) = nodes[node].titles.iter().find_map(|title| title.country) {
                return Some(code);
            }
            let (person, _) = nodes[node].roster.as_ref()?;
            let office = input.roster.people()[*person].offices.iter().find(|office| office.held_on(date))?;
            return office.country.as_deref().and_then(country_code);
        }
    }
    None
}

/// Takes the words of a possessing name off the front of a description.
pub(super) fn strip_possessor(input: &Input<'_>, phrase: &Phrase, description: &mut Description) {
    let mark = phrase.tokens.to_range().find(|&at| {
        at < phrase.head.start()
            && input
                .document
                .tokens()
                .get(at)
                .is_some_and(|token| token.kind == dixit_tokenizer::TokenKind::Possessive)
    });
    if let Some(mark) = mark {
        let rest = dixit_tokenizer::TokenRun::new(mark + 1..phrase.tokens.end());
        let country = description.country;
        *description = Description::new(input.document, rest, Some(phrase.head.start()));
        description.country = description.country.or(country);
    }
}

/// `the ministry` is a `Ministry`; a union’s name may end in `Workers`.
pub(super) fn means(word: &str, head: &str) -> bool {
    word.eq_ignore_ascii_case(head)
        || match head {
            "union" => matches!(
                word,
                "Workers"
                    | "Teamsters"
                    | "Brotherhood"
                    | "Dockworkers"
                    | "United"
                    | "Union"
                    | "Unite"
                    | "Unison"
                    | "UNISON"
                    | "GMB"
                    | "RMT"
                    | "UAW"
                    | "SEIU"
                    | "AFSCME"
                    | "Usdaw"
            ),
            "company" | "firm" => {
                matches!(word, "Inc" | "Inc." | "Corp." | "Corp" | "Ltd" | "LLC" | "plc" | "Co." | "Group")
            }
            "paper" | "newspaper" => {
                matches!(word, "Times" | "Post" | "Journal" | "Herald" | "Tribune" | "Courier")
            }
            "carrier" => matches!(word, "Airlines" | "Airways" | "Air" | "Aviation"),
            "charity" => {
                matches!(
                    word,
                    "Trust" | "Foundation" | "Fund" | "Society" | "Aid" | "Relief" | "Appeal" | "Rescue"
                ) || matches!(
                    word,
                    "Oxfam" | "Shelter" | "Mencap" | "Barnardo’s" | "RNLI" | "RSPCA" | "NSPCC" | "Age"
                )
            }
            "force" | "department" if word == "Police" => true,
            "lender" => matches!(word, "Bank" | "Bancorp" | "Bankshares" | "Building" | "Credit"),
            "regulator" | "watchdog" => {
                matches!(
                    word,
                    "Ofgem"
                        | "Ofcom"
                        | "Ofwat"
                        | "Ofsted"
                        | "FCA"
                        | "SEC"
                        | "FDA"
                        | "FCC"
                        | "FTC"
                        | "FAA"
                        | "CMA"
                ) || matches!(word, "Authority" | "Commission" | "Ombudsman" | "Regulator" | "Inspectorate")
            }
            "broadcaster" => {
                matches!(
                    word,
                    "BBC"
                        | "ITV"
                        | "Channel"
                        | "RTÉ"
                        | "ABC"
                        | "NBC"
                        | "CBS"
                        | "CNN"
                        | "Radio"
                        | "Television"
                        | "TV"
                        | "Broadcasting"
                )
            }
            "retailer" | "supermarket" | "grocer" | "chain" => {
                matches!(
                    word,
                    "Stores"
                        | "Supermarkets"
                        | "Retail"
                        | "Markets"
                        | "Foods"
                        | "Tesco"
                        | "Sainsbury’s"
                        | "Asda"
                        | "Walmart"
                        | "Target"
                        | "Aldi"
                        | "Lidl"
                        | "Kroger"
                )
            }
            "school" => matches!(word, "University" | "College" | "Academy"),
            "agency" => {
                matches!(
                    word,
                    "Administration" | "Bureau" | "Department" | "Service" | "EPA" | "FBI" | "CIA" | "IRS"
                )
            }
            "network" => {
                matches!(word, "CNN" | "MSNBC" | "NBC" | "ABC" | "CBS" | "Fox" | "ESPN" | "Univision")
            }
            "website" | "site" => word.ends_with(".com") || word.ends_with(".org"),
            _ => false,
        }
}

/// `the Clinton campaign` names somebody, `FEC records` do not.
pub(super) fn names_with_owner(head: &str) -> bool {
    matches!(
        head,
        "campaign"
            | "administration"
            | "government"
            | "team"
            | "camp"
            | "foundation"
            | "organization"
            | "organisation"
            | "ministry"
            | "department"
            | "committee"
            | "council"
            | "party"
            | "network"
            | "company"
            | "office"
            | "embassy"
            | "group"
            | "commission"
            | "agency"
            | "court"
            | "police"
            | "union"
            | "university"
            | "board"
            | "laboratory"
            | "lab"
    )
}

/// `the energy department`, `the foreign ministry`: named by what it looks after, with small letters in British newspapers.
pub(super) fn names_by_field(description: &Description) -> bool {
    matches!(description.head.as_str(), "ministry" | "department")
        && description.words.iter().any(|word| {
            matches!(
                word.as_str(),
                "agriculture"
                    | "business"
                    | "commerce"
                    | "culture"
                    | "defense"
                    | "economy"
                    | "education"
                    | "energy"
                    | "environment"
                    | "finance"
                    | "fisheries"
                    | "foreign"
                    | "health"
                    | "home"
                    | "housing"
                    | "industry"
                    | "interior"
                    | "justice"
                    | "labor"
                    | "labour"
                    | "state"
                    | "trade"
                    | "transport"
                    | "transportation"
                    | "treasury"
            )
        })
}

pub(super) fn is_same_as_name(head: &str) -> bool {
    matches!(
        head,
        "agency"
            | "newspaper"
            | "magazine"
            | "network"
            | "company"
            | "firm"
            | "website"
            | "site"
            | "channel"
            | "bank"
            | "airline"
            | "band"
            | "paper"
            | "tabloid"
            | "outlet"
            | "blog"
            | "think-tank"
            | "union"
    )
}

/// Whether a name is that of a body that is no company: `Democratic Party`, `Supreme Court`.
pub(super) fn is_public(name: &str) -> bool {
    name.split(' ').any(|word| {
        matches!(
            word,
            "Party"
                | "Committee"
                | "Court"
                | "University"
                | "College"
                | "School"
                | "Department"
                | "Ministry"
                | "Commission"
                | "Council"
                | "Congress"
                | "Senate"
                | "House"
                | "Agency"
                | "Bureau"
                | "Union"
                | "Administration"
                | "Army"
                | "Police"
        )
    })
}

/// Whether a name is that of a newspaper or station: `Harbor Herald`.
pub(crate) fn is_media(name: &str) -> bool {
    name.split(' ')
        .any(|word| means(word, "paper") || means(word, "network") || matches!(word, "News" | "Press"))
}
