//! What is found in a document, as what, and what is said of the rest.

use proptest::prelude::*;

use super::{
    document::SearchableText,
    matcher::Budget,
    passage::{DocumentText, Passage, PassageRole, Place, Run, Visibility},
    reading::Features,
    search::{Presence, SearchOutcome, search_within},
};

fn run(text: &str, visibility: Visibility) -> Run {
    Run { text: text.to_owned(), visibility, is_note_mark: false }
}

fn mark(text: &str) -> Run {
    Run { text: text.to_owned(), visibility: Visibility::Visible, is_note_mark: true }
}

fn seen(text: &str) -> Run {
    run(text, Visibility::Visible)
}

fn document(passages: Vec<(PassageRole, Vec<Run>)>) -> SearchableText {
    let passage =
        |(index, (role, runs))| Passage { place: Place { paragraph: Some(index + 1), ..Place::default() }, role, runs };
    SearchableText::new(DocumentText {
        passages: passages.into_iter().enumerate().map(passage).collect(),
        gaps: Vec::new(),
    })
}

fn body(texts: &[&str]) -> SearchableText {
    document(texts.iter().map(|text| (PassageRole::Body, vec![seen(text)])).collect())
}

fn look_up(document: &SearchableText, quotation: &str) -> SearchOutcome {
    document.search(&[quotation]).remove(0)
}

fn is_visible(document: &SearchableText, quotation: &str) -> bool {
    matches!(look_up(document, quotation).presence, Presence::Visible(_))
}

#[test]
fn quotations_match_as_whole_words() {
    for (text, quotation, found) in [
        ("We pay back\n  your travel\u{a0}costs.", "pay back your travel costs", true),
        ("We pay back your tra-\nvel costs.", "your travel costs", true),
        ("We offer self-\nhelp to all.", "offer self-help to all", true),
        ("We offer self-\nhelp for tra-\nvel.", "offer self-help for travel", true),
        ("We offer two-\nand three-year courses", "two- and three-year courses", true),
        ("We offer two-\nand three-year courses", "two and three-year courses", false),
        ("non-\npaid mentors are here", "paid mentors are here", false),
        ("Mentors are not-\nable people", "Mentors are not able people", false),
        ("Mentors are not-\nable people", "Mentors are notable people", true),
        ("We pay your travel costs.", "your tra-\nvel costs", true),
        ("We pay your tra-\nvel costs.", "your tra- vel costs", true),
        ("Find o\u{fb03}ces in the o\u{fb01}cial list", "offices in the oficial list", true),
        ("They are “free” to stop; it’s up to them.", "are \"free\" to stop; it's up", true),
        ("Наші наставники обов\u{2bc}язково волонтери", "обов'язково волонтери, наставники", false),
        ("Наші наставники обов\u{2bc}язково волонтери", "наставники обов\u{2019}язково волонтери", true),
        ("ALL OUR MENTORS ARE VOLUNTEERS", "All our mentors are volunteers.", true),
        ("a fee – paid monthly", "a fee - paid monthly", true),
        ("one **paid** day", "one paid day", true),
        ("Mentors are notable people.", "Mentors are not able people", false),
        ("Mentors are not\nable people.", "Mentors are notable people", false),
        ("All mentors may resign now", "mentors may re-sign now", false),
        ("All mentors may re-sign now", "mentors may resign now", false),
        ("paid everyday expenses here", "paid every day expenses", false),
        ("paid every day here too", "paid everyday here too", false),
        ("Mentors are not paid.", "Mentors are paid.", false),
        ("non-paid mentors are here", "paid mentors are here", false),
        ("We pay unpaid and then paid mentors", "then paid mentors", true),
        ("We meet. Weekly we talk", "We meet weekly we talk", false),
        ("志愿者没有报酬", "没有报酬", true),
        ("志愿者没有报酬", "有报酬的人", false),
        (
            "All mentors are, as we have said, people who work unpaid for us",
            "All mentors are […] people who work unpaid",
            true,
        ),
        ("People who work unpaid. All mentors are", "All mentors are … people who work unpaid", false),
        ("Well... we pay the costs", "Well... we pay the costs", true),
    ] {
        assert_eq!(is_visible(&body(&[text]), quotation), found, "{quotation:?} in {text:?}");
    }
    let far = format!("All mentors are {} people who work", "other ".repeat(300));
    assert!(!is_visible(&body(&[&far]), "All mentors are … people who work"));
}

#[test]
fn quotations_run_over_passages() {
    let text = document(vec![
        (PassageRole::Body, vec![seen("All our mentors"), mark("1"), seen(" are volun-")]),
        (PassageRole::Note, vec![seen("1 See the statutes.")]),
        (PassageRole::Running, vec![seen("Guide, page 2")]),
        (PassageRole::Body, vec![seen("teers. They meet"), mark("[2]"), seen(" weekly.")]),
    ]);
    for (quotation, found) in [
        ("All our mentors are volunteers. They meet weekly.", true),
        ("our mentors1 are volunteers. They meet[2] weekly", true),
        ("mentors are volun", false),
        ("See the statutes. Guide, page 2", true),
        ("volunteers. See the statutes", false),
    ] {
        assert_eq!(is_visible(&text, quotation), found, "{quotation}");
    }
}

#[test]
fn a_place_is_that_of_the_first_word() {
    let text = body(&["First part, and a volun-", "teer speaks here.", "Last part of it"]);
    for (quotation, paragraph) in
        [("First part, and", 1), ("a volunteer speaks", 1), ("speaks here. Last part", 2), ("Last part of it", 3)]
    {
        let place = Place { paragraph: Some(paragraph), ..Place::default() };
        assert_eq!(look_up(&text, quotation).presence, Presence::Visible(place), "{quotation}");
    }
}

#[test]
fn words_that_a_reader_does_not_see_are_named() {
    use Visibility::{Comment, Deleted, Hidden, StruckOut};
    let text = |runs: Vec<Run>| document(vec![(PassageRole::Body, runs)]);
    let struck = text(vec![seen("Mentors are "), run("not", StruckOut), seen(" paid for it, "), run("x", Hidden)]);
    for (document, quotation, seen_as) in [
        (&struck, "Mentors are paid for it", None),
        (&struck, "Mentors are not paid for it", Some(vec![StruckOut])),
        (&struck, "not paid for it, x", Some(vec![StruckOut, Hidden])),
        (&text(vec![run("Mentors are all volunteers", Hidden)]), "mentors are all volunteers", Some(vec![Hidden])),
        (
            &text(vec![run("Mentors are ", Deleted), run("all volunteers", Comment)]),
            "are all volunteers",
            Some(vec![Deleted, Comment]),
        ),
    ] {
        let found = match look_up(document, quotation).presence {
            Presence::Visible(_) => None,
            Presence::Unseen { seen_as, .. } => Some(seen_as),
            other => panic!("{quotation}: {other:?}"),
        };
        assert_eq!(found, seen_as, "{quotation}");
    }
}

#[test]
fn visible_words_stay_visible_beside_hidden_ones_and_broken_lines() {
    for passages in [
        vec![vec![run("no ", Visibility::StruckOut), seen("volun-\n")], vec![seen("cell meets every week")]],
        vec![vec![seen("volun-\nteers "), run("paid", Visibility::Hidden)], vec![seen("cell meets every week")]],
        vec![vec![run("paid volun-", Visibility::Hidden), seen("\ncell meets every week")]],
        vec![vec![seen("two- ")], vec![run("no", Visibility::StruckOut)], vec![seen("cell meets every week")]],
    ] {
        let document = document(passages.into_iter().map(|runs| (PassageRole::Body, runs)).collect());
        for quotation in ["meets every week", "cell meets every week"] {
            let presence = look_up(&document, quotation).presence;
            assert!(!matches!(&presence, Presence::Unseen { seen_as, .. } if seen_as.is_empty()), "{quotation}");
        }
        assert!(is_visible(&document, "meets every week"));
    }
}

#[test]
fn the_nearest_passage_is_shown() {
    let text = body(&[
        "Mentors and mentees meet in the library.",
        "All our mentors are volunteers, and they are never paid.",
        "Costs are refunded.",
    ]);
    let nearest = |quotation: &str| match look_up(&text, quotation).presence {
        Presence::Absent { nearest } => nearest.map(|near| {
            let difference = &near.differences[0];
            (near.place.paragraph, near.text, difference.quoted.clone(), difference.document.clone())
        }),
        other => panic!("{quotation}: {other:?}"),
    };
    let expected = |text: &str, quoted: &str, document: &str| {
        Some((Some(2), text.to_owned(), quoted.to_owned(), document.to_owned()))
    };
    assert_eq!(
        nearest("All our mentors are professionals, and they are never paid"),
        expected("All our mentors are volunteers, and they are never paid.", "professionals,", "volunteers,")
    );
    assert_eq!(nearest("and they are paid"), expected("and they are never paid.", "", "never"));
    assert_eq!(nearest("An entirely different sentence about bicycles"), None);
}

#[test]
fn long_texts_and_quotations_end() {
    // Each word of the text begins a match that fails at its end.
    let text = body(&[&"a ".repeat(300_000)]);
    let quotations: Vec<String> = (0..40).map(|length| "a ".repeat(500 + length) + "b").collect();
    let quoted: Vec<&str> = quotations.iter().map(String::as_str).collect();
    for outcome in text.search(&quoted) {
        assert!(matches!(outcome.presence, Presence::Absent { .. } | Presence::NotSearched), "{outcome:?}");
    }
    assert_eq!(look_up(&text, &"a ".repeat(3000)).presence, Presence::NotSearched);
    assert!(is_visible(&text, &"a ".repeat(2000)));
    assert!(is_visible(&body(&["ana anana nananas ananas, ananas ananas bananas"]), "ananas ananas bananas"));
    let hyphens = body(&[&"tra-\nvel ".repeat(10_000)]);
    assert!(!is_visible(&hyphens, &("tra-vel ".repeat(999) + "trav-el")));
}

/// Searches a text in one passage, and returns the outcomes and the steps.
fn steps(text: &str, quotations: &[String], budget: usize) -> (Vec<SearchOutcome>, usize) {
    let run = Run { text: text.to_owned(), visibility: Visibility::Visible, is_note_mark: false };
    let passage = Passage { place: Place::default(), role: PassageRole::Body, runs: vec![run] };
    let text = DocumentText { passages: vec![passage], gaps: Vec::new() };
    let quotations: Vec<&str> = quotations.iter().map(String::as_str).collect();
    let (outcomes, left) = search_within(&text, &Features::of(&text), &quotations, Budget { steps: budget });
    (outcomes, budget - left.steps)
}

/// Texts that are chosen against the search, with forty quotations each, and the most steps that a byte may take.
fn hostile_texts() -> Vec<(&'static str, Vec<String>, Option<usize>)> {
    let forty = |quotation: &dyn Fn(usize) -> String| (0..40).map(quotation).collect();
    vec![
        ("All our mentors are volunteers. ", forty(&|i| format!("All our mentors are never number {i}")), Some(3)),
        ("a ", forty(&|i| "a ".repeat(100 + i) + "b"), Some(5)),
        ("a,", forty(&|i| "a,".repeat(100 + i) + "b"), Some(5)),
        ("a", forty(&|i| "a".repeat(500 + i) + " b c"), Some(2)),
        ("a-", forty(&|i| "a-".repeat(100 + i) + "b"), Some(3)),
        ("没有报酬", forty(&|i| "没有报酬".repeat(50 + i) + "x"), Some(4)),
        ("e\u{301}\u{301}\u{301}", forty(&|i| format!("some words in number {i}")), Some(12)),
        // Each of these characters becomes eighteen.
        ("\u{fdfa}", forty(&|i| format!("some words in number {i}")), Some(100)),
        // Whole quotations that end everywhere and differ, or parts that end everywhere.
        ("re-sign ", forty(&|i| "re-sign ".repeat(100 + i) + "resign"), None),
        ("tra-\nvel ", forty(&|i| "travel ".repeat(100 + i) + "trav-el"), None),
        ("a b c ", forty(&|i| "a b c … ".repeat(20 + i) + "d e f"), None),
    ]
}

#[test]
fn steps_grow_with_the_text_and_not_with_its_square() {
    for (text, quotations, most) in hostile_texts() {
        let sizes = [20_000, 40_000];
        let [short, long] = sizes.map(|size| steps(&text.repeat(size / text.len()), &quotations, 1 << 40));
        for (outcome, _) in short.0.iter().zip(&long.0) {
            assert!(matches!(outcome.presence, Presence::Absent { .. }), "{text}: {outcome:?}");
        }
        assert!(long.1 >= sizes[1] / text.len() * text.len(), "{text}: {}", long.1);
        assert!(long.1 <= short.1 * 21 / 10, "{text}: {} {}", short.1, long.1);
        if let Some(most) = most {
            // The quotations take steps of their own.
            assert!(long.1 - short.1 <= (sizes[1] - sizes[0]) * most, "{text}: {} {}", short.1, long.1);
        }
    }
}

#[test]
fn characters_that_normalisation_writes_are_steps() {
    let quotation = ["some words in it".to_owned()];
    let (_, read) = steps(&"abc".repeat(1000), &quotation, 1 << 40);
    let (_, written) = steps(&"\u{fdfa}".repeat(1000), &quotation, 1 << 40);
    assert!(written >= read + 17_000, "{written} {read}");
}

#[test]
fn a_search_without_steps_left_says_so() {
    for (text, quotations, _) in hostile_texts() {
        let (outcomes, steps) = steps(&text.repeat(60_000 / text.len()), &quotations, 40_000);
        assert_eq!(steps, 40_000, "{text}");
        for outcome in outcomes {
            assert_eq!(outcome.presence, Presence::NotSearched, "{text}");
        }
    }
}

#[test]
fn words_that_run_over_a_long_hidden_gap_are_found() {
    let gap = " ".repeat(100_000);
    let text = document(vec![(
        PassageRole::Body,
        vec![seen("Mentors "), run(&gap, Visibility::Comment), run("are never", Visibility::Hidden), seen(" paid")],
    )]);
    let presence = look_up(&text, "mentors are never paid").presence;
    let place = Place { paragraph: Some(1), ..Place::default() };
    assert_eq!(presence, Presence::Unseen { place, seen_as: vec![Visibility::Hidden] });
}

#[test]
fn the_nearest_passage_of_a_long_text_is_found_by_its_rarest_words() {
    let common = "All our mentors are volunteers and they meet in the library every week. ".repeat(20_000);
    let text = body(&[&common, "All our mentors are gardeners and they never meet in the library.", &common]);
    let Presence::Absent { nearest: Some(nearest) } =
        look_up(&text, "All our mentors are gardeners and they always meet in the library").presence
    else {
        panic!("a passage is near");
    };
    assert_eq!(nearest.place.paragraph, Some(2));
    assert_eq!(nearest.differences.len(), 1);
    assert_eq!((nearest.differences[0].quoted.as_str(), nearest.differences[0].document.as_str()), ("always", "never"));
}

/// A text of words of a few letters, in lines, with punctuation and hyphens at the ends of lines.
fn texts() -> impl Strategy<Value = Vec<(String, usize)>> {
    proptest::collection::vec(("[a-c]{1,4}|é[ab]|[ab]’[cd]|[ab]-[cd]|志", 0_usize..8), 6..60)
}

fn print(words: &[(String, usize)]) -> String {
    let separators = [" ", " ", "\n", ", ", ".\n", "  ", " – ", "\u{a0}"];
    words.iter().flat_map(|(word, separator)| [word.as_str(), separators[*separator]]).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn any_words_of_a_text_are_found(words in texts(), first in 0_usize..50, count in 4_usize..20, split in 0_usize..60) {
        let window: Vec<_> = words.iter().skip(first % (words.len() - 4)).take(count).cloned().collect();
        let quotation = print(&window).replace('\n', " ").to_uppercase();
        let (before, after) = words.split_at(split % words.len());
        let text = body(&[&print(before), &print(after)]);
        prop_assert!(is_visible(&text, &quotation), "{quotation:?} in {text:?}");
    }

    #[test]
    fn words_that_are_there_are_found_or_not_searched(words in texts(), first in 0_usize..50, budget in 1_usize..4000) {
        let window: Vec<_> = words.iter().skip(first % (words.len() - 4)).take(5).cloned().collect();
        let (outcomes, _) = steps(&print(&words), &[print(&window)], budget);
        prop_assert!(matches!(outcomes[0].presence, Presence::Visible(_) | Presence::NotSearched), "{outcomes:?}");
    }

    #[test]
    fn words_of_which_one_is_changed_are_not_found(words in texts(), first in 0_usize..50, count in 4_usize..20, at in 0_usize..20) {
        let mut window: Vec<_> = words.iter().skip(first % (words.len() - 4)).take(count).cloned().collect();
        let at = at % window.len();
        window[at].0.push('z');
        let text = body(&[&print(&words)]);
        prop_assert!(!is_visible(&text, &print(&window)));
    }

    #[test]
    fn a_word_broken_at_a_line_end_is_found(words in texts(), first in 0_usize..50, count in 4_usize..20) {
        let broken = |word: &str| {
            let mut letters = word.chars();
            match (letters.next(), letters.as_str()) {
                (Some(first), rest) if rest.starts_with(|c: char| c.is_ascii_alphabetic()) => format!("{first}-\n{rest}"),
                _ => word.to_owned(),
            }
        };
        let text: Vec<_> = words.iter().map(|(word, separator)| (broken(word), *separator)).collect();
        let window: Vec<_> = words.iter().skip(first % (words.len() - 4)).take(count).cloned().collect();
        prop_assert!(is_visible(&body(&[&print(&text)]), &print(&window)));
    }

    #[test]
    fn any_text_can_be_searched(text in ".{0,200}", quotation in ".{0,60}") {
        let document = body(&[&text]);
        let outcome = look_up(&document, &quotation);
        let has_words = quotation.contains(char::is_alphanumeric);
        prop_assert!(has_words || outcome.is_too_short);
        prop_assert_eq!(look_up(&document, &text).presence, look_up(&document, &text).presence);
    }
}
