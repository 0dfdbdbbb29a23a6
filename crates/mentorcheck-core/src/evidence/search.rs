//! Looks quotations up in a document, in each of its readings: at most six, and as many again for each way in which text
//! is not seen, each one or two passes over the text. All of them have one budget.

use super::{
    matcher::{self, Budget, Exhausted, Pass, Span, WordCounts},
    nearest::{self, Difference, Nearest},
    passage::{DocumentText, Place, Visibility},
    quotation::Quotation,
    reading::{Features, Reading, Unseen},
};

/// The steps of one search: a document of the largest size in four readings, or a smaller one in all. A second or two.
const MAX_STEPS: usize = 200_000_000;
/// The steps of the search for nearest passages.
const MAX_NEAREST_STEPS: usize = 80_000_000;

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
    let (outcomes, _) = search_within(text, features, quotations, Budget { steps: MAX_STEPS });
    outcomes
}

/// Looks up quotations as long as the budget lasts, and returns what is left of it.
pub(super) fn search_within(
    text: &DocumentText,
    features: &Features,
    quotations: &[&str],
    budget: Budget,
) -> (Vec<SearchOutcome>, Budget) {
    let prepared: Vec<Quotation> = quotations.iter().map(|quotation| Quotation::new(quotation)).collect();
    let presences: Vec<Option<Presence>> = prepared
        .iter()
        .map(|quotation| {
            (quotation.is_too_long)
                .then_some(Presence::NotSearched)
                .or_else(|| quotation.parts.is_empty().then_some(Presence::Absent { nearest: None }))
        })
        .collect();
    let mut search = Search { text, quotations: &prepared, presences, budget, counts: None };
    let is_complete = features.readings().into_iter().try_for_each(|reading| search.read(reading)).is_ok();
    let nearest = if is_complete { search.find_nearest(quotations) } else { Vec::new() };
    let Search { presences, budget, .. } = search;
    let nearest = nearest.into_iter().chain(std::iter::repeat(None));
    let outcomes = presences.into_iter().zip(nearest).zip(prepared).map(|((presence, nearest), quotation)| {
        let missing = if is_complete { Presence::Absent { nearest } } else { Presence::NotSearched };
        SearchOutcome { presence: presence.unwrap_or(missing), is_too_short: quotation.is_too_short }
    });
    (outcomes.collect(), budget)
}

struct Search<'a> {
    text: &'a DocumentText,
    quotations: &'a [Quotation],
    /// What is known of each quotation.
    presences: Vec<Option<Presence>>,
    budget: Budget,
    /// The words of the first reading.
    counts: Option<WordCounts>,
}

impl Search<'_> {
    /// Searches one reading for the quotations of which nothing is known, and then with hyphens at line ends taken for
    /// hyphens before a space ("two- and three-year").
    fn read(&mut self, reading: Reading) -> Result<(), Exhausted> {
        for joins_lines in [true, false] {
            let known = self.presences.iter().zip(self.quotations);
            let missing: Vec<_> = known.map(|(presence, quotation)| presence.is_none().then_some(quotation)).collect();
            if missing.iter().all(Option::is_none) {
                return Ok(());
            }
            let Pass { found, has_line_hyphens, counts } =
                matcher::search(self.text, reading, joins_lines, &missing, &mut self.budget)?;
            self.counts.get_or_insert(counts);
            for (index, span) in found.into_iter().enumerate() {
                if let Some(span) = span {
                    self.presences[index] = Some(self.presence(reading, span)?);
                }
            }
            if !has_line_hyphens {
                return Ok(());
            }
        }
        Ok(())
    }

    fn presence(&mut self, reading: Reading, span: Span) -> Result<Presence, Exhausted> {
        let place = self.text.passages[span.start.passage].place.clone();
        if reading.unseen == Unseen::Nothing {
            return Ok(Presence::Visible(place));
        }
        let mut seen_as: Vec<Visibility> = Vec::new();
        for (at, piece) in reading.pieces(self.text, span.start, span.end) {
            // Words may be far apart.
            self.budget.spend(piece.len())?;
            let Some(run) = self.text.passages[at.passage].runs.get(at.run) else { continue };
            let is_new = !run.visibility.is_visible() && !seen_as.contains(&run.visibility);
            if is_new && piece.contains(|c: char| !c.is_whitespace()) {
                seen_as.push(run.visibility);
            }
        }
        if seen_as.is_empty() {
            // What is hidden stands elsewhere, and only the reading of hyphens differs.
            return Ok(Presence::Visible(place));
        }
        seen_as.sort_unstable();
        Ok(Presence::Unseen { place, seen_as })
    }

    /// The nearest passage for each quotation that was not found.
    fn find_nearest(&self, quotations: &[&str]) -> Vec<Option<NearestPassage>> {
        let known = self.presences.iter().zip(quotations.iter().zip(self.quotations));
        let absent: Vec<_> =
            known.map(|(presence, (text, quotation))| presence.is_none().then_some((*text, quotation))).collect();
        let (Some(counts), true) = (&self.counts, absent.iter().any(Option::is_some)) else { return Vec::new() };
        let mut budget = Budget { steps: MAX_NEAREST_STEPS };
        let nearest = nearest::find(self.text, &absent, counts, &mut budget).unwrap_or_default();
        let place = |nearest: &Nearest| self.text.passages[nearest.start.passage].place.clone();
        let passage = |nearest: Nearest| NearestPassage {
            place: place(&nearest),
            text: nearest.text,
            differences: nearest.differences,
        };
        nearest.into_iter().map(|nearest| nearest.map(passage)).collect()
    }
}
