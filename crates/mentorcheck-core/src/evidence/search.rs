//! Looks quotations up in a document, in each of its readings.

use super::{
    matcher::{self, Budget, Exhausted, Pass, Span},
    nearest::{self, Difference},
    passage::{DocumentText, Place, Visibility},
    quotation::Quotation,
    reading::{Features, Reading},
};

/// The text that one search reads, in bytes: a document of the largest size in four readings, or a smaller one in all.
const MAX_SEARCHED_BYTES: usize = 128 * 1024 * 1024;
/// The steps of one search.
const MAX_STEPS: usize = 200_000_000;
/// The steps of the search for nearest passages, each of which takes longer.
const MAX_NEAREST_STEPS: usize = 20_000_000;

/// What was found of a quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchOutcome {
    pub presence: Presence,
    /// Whether the quotation is too short to prove anything.
    pub is_too_short: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Presence {
    /// A reader sees the words there.
    Visible(Place),
    /// The words are there, and some of them are not seen, or do not count.
    Unseen { place: Place, seen_as: Vec<Visibility> },
    /// The words are not there.
    Absent { nearest: Option<NearestPassage> },
    /// The search would take too long, or the quotation is too long.
    NotSearched,
}

/// The passage that shares most words with a quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NearestPassage {
    pub place: Place,
    pub text: String,
    pub differences: Vec<Difference>,
}

/// Looks up quotations in one document.
pub(super) fn search(text: &DocumentText, features: &Features, quotations: &[&str]) -> Vec<SearchOutcome> {
    let prepared: Vec<Quotation> = quotations.iter().map(|quotation| Quotation::new(quotation)).collect();
    let mut budget = Budget { bytes: MAX_SEARCHED_BYTES, steps: MAX_STEPS };
    let mut presences: Vec<Option<Presence>> = prepared
        .iter()
        .map(|quotation| {
            (quotation.is_too_long)
                .then_some(Presence::NotSearched)
                .or_else(|| quotation.parts.is_empty().then_some(Presence::Absent { nearest: None }))
        })
        .collect();
    let place = |span: Span| text.passages[span.start.passage].place.clone();
    let mut read = |reading: Reading, presences: &mut [Option<Presence>], found: &dyn Fn(Span) -> Presence| {
        search_reading(text, reading, &prepared, presences, &mut budget, found)
    };
    let visible = features
        .visible_readings()
        .into_iter()
        .try_for_each(|reading| read(reading, &mut presences, &|span| Presence::Visible(place(span))));
    if visible.is_err() {
        presences.iter_mut().filter(|presence| presence.is_none()).for_each(|presence| {
            *presence = Some(Presence::NotSearched);
        });
    }
    // Where the budget ends here, the words are still known not to be seen.
    let _ = features.unseen_readings().into_iter().try_for_each(|reading| {
        read(reading, &mut presences, &|span| Presence::Unseen {
            place: place(span),
            seen_as: visibilities(text, reading, span),
        })
    });
    if presences.iter().any(Option::is_none) {
        let absent: Vec<_> = presences
            .iter()
            .zip(quotations.iter().zip(&prepared))
            .map(|(presence, (text, quotation))| presence.is_none().then_some((*text, quotation)))
            .collect();
        budget.steps = MAX_NEAREST_STEPS;
        let nearest = nearest::find(text, &absent, &mut budget).unwrap_or_default();
        for (presence, nearest) in presences.iter_mut().zip(nearest) {
            presence.get_or_insert(Presence::Absent {
                nearest: nearest.map(|nearest| NearestPassage {
                    place: text.passages[nearest.start.passage].place.clone(),
                    text: nearest.text,
                    differences: nearest.differences,
                }),
            });
        }
    }
    let outcomes = presences.into_iter().zip(prepared).map(|(presence, quotation)| SearchOutcome {
        presence: presence.unwrap_or(Presence::Absent { nearest: None }),
        is_too_short: quotation.is_too_short,
    });
    outcomes.collect()
}

/// Searches one reading for the quotations without an answer, and then with hyphens at line ends taken for hyphens before
/// a space ("two- and three-year").
fn search_reading(
    text: &DocumentText,
    reading: Reading,
    quotations: &[Quotation],
    presences: &mut [Option<Presence>],
    budget: &mut Budget,
    found: &dyn Fn(Span) -> Presence,
) -> Result<(), Exhausted> {
    for joins_lines in [true, false] {
        let missing: Vec<_> = presences
            .iter()
            .zip(quotations)
            .map(|(presence, quotation)| presence.is_none().then_some(quotation))
            .collect();
        if missing.iter().all(Option::is_none) {
            return Ok(());
        }
        let Pass { found: spans, has_line_hyphens } = matcher::search(text, reading, joins_lines, &missing, budget)?;
        for (presence, span) in presences.iter_mut().zip(spans) {
            if let Some(span) = span {
                *presence = Some(found(span));
            }
        }
        if !has_line_hyphens {
            return Ok(());
        }
    }
    Ok(())
}

/// How the words of a span that a reader does not see appear.
fn visibilities(text: &DocumentText, reading: Reading, span: Span) -> Vec<Visibility> {
    let mut visibilities: Vec<Visibility> = Vec::new();
    for (c, at) in reading.chars(text, span.start, span.end) {
        let Some(run) = text.passages[at.passage].runs.get(at.run) else { continue };
        if !c.is_whitespace() && !run.visibility.is_visible() && !visibilities.contains(&run.visibility) {
            visibilities.push(run.visibility);
        }
    }
    visibilities.sort_unstable();
    visibilities
}
