//! Checks traceability between pack and sources: every claim is used, every rule cites a claim or source, every
//! quotation is verbatim.

use std::collections::HashSet;

use crate::{Violation, printed_text::normalize};
use mentorcheck_core::pack::{ClaimId, Criterion, Pack, Reference};

/// Bytes searched for the title of a work; a bibliography may follow.
const MAX_TITLE_OFFSET: usize = 4 * 1024;

/// How the texts of a pack refer to its source without naming the authors.
const SOURCE_WORD: &str = "paper";

/// Checks that every claim is used and every rule cites a claim or source.
///
/// With the text of a work, also looks up every quotation from it: those of the definition and the claims, with
/// headings and credited authors, and those in the texts of the pack. The work is the one whose title is at the
/// beginning of `text`, or else the source of the pack.
#[must_use]
pub fn check_traceability(pack: &Pack, text: Option<&str>) -> Vec<Violation> {
    let used = used_claims(pack);
    let unused = pack.claims.iter().enumerate().filter(|(id, _)| !used.contains(id));
    let mut violations: Vec<Violation> = unused
        .map(|(_, claim)| violation("verify/unused-claim", format!("no rule rests on the claim {}", claim.id)))
        .collect();
    let unsupported = (0..pack.criteria.len()).filter(|id| pack.criteria[*id].claims.is_empty());
    violations.extend(
        unsupported
            .map(|id| violation("verify/no-grounds", format!("`{}` rests on no claim", pack.criterion_code(id)))),
    );
    let unsupported = pack.kinds.iter().filter(|kind| kind.claims.is_empty() && kind.sources.is_empty());
    violations
        .extend(unsupported.map(|kind| {
            violation("verify/no-grounds", format!("`{}` rests on no claim and no other source", kind.id))
        }));
    if let Some(text) = text {
        let source = WorkText::new(text);
        let work = pack.other_sources.iter().find(|work| source.is_text_of(work)).unwrap_or(&pack.source);
        violations.extend(check_quotations(pack, &source, work));
    }
    violations
}

fn violation(code: &'static str, message: String) -> Violation {
    Violation { code, message, example: None }
}

fn used_claims(pack: &Pack) -> HashSet<ClaimId> {
    let criteria = pack.criteria.iter().flat_map(|criterion| {
        let interpretations = criterion.interpretations.iter().flat_map(|interpretation| &interpretation.claims);
        criterion.claims.iter().chain(interpretations)
    });
    let kinds = pack.kinds.iter().flat_map(|kind| &kind.claims);
    criteria.chain(kinds).copied().chain([pack.labels.claim, pack.spectrum.claim]).collect()
}

struct WorkText<'t> {
    text: &'t str,
    normalized: String,
}

impl<'t> WorkText<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, normalized: normalize(text) }
    }

    fn is_text_of(&self, work: &Reference) -> bool {
        let end = (0..=MAX_TITLE_OFFSET.min(self.text.len())).rev().find(|at| self.text.is_char_boundary(*at));
        let head = normalize(&self.text[..end.unwrap_or_default()]);
        work.title.as_ref().is_some_and(|title| head.contains(&normalize(title)))
    }

    fn contains(&self, words: &str) -> bool {
        self.normalized.contains(&normalize(words))
    }

    /// Whether `author` is named in a paragraph that overlaps with `words`.
    fn credits(&self, words: &str, author: &str) -> bool {
        let (words, author) = (normalize(words), normalize(author));
        let mut paragraphs = self.text.split("\n\n").map(normalize).filter(|paragraph| !paragraph.is_empty());
        paragraphs
            .any(|paragraph| paragraph.contains(&author) && (paragraph.contains(&words) || words.contains(&paragraph)))
    }
}

/// Checks the quotations from `work` against its text.
fn check_quotations(pack: &Pack, source: &WorkText<'_>, work: &Reference) -> Vec<Violation> {
    let is_source = std::ptr::eq(work, &raw const pack.source);
    let mut violations = Vec::new();
    let mut check = |whose: &str, what: &str, words: &str| {
        if !source.contains(words) {
            violations
                .push(violation("verify/quotation", format!("the {what} of {whose} is not in the source: “{words}”")));
        }
    };
    if is_source {
        let programme = pack.programme.iter().map(|definition| ("the definition of a programme", definition));
        for (whose, definition) in std::iter::once(("the definition", &pack.definition)).chain(programme) {
            check(whose, "quotation", &definition.quote);
            check(whose, "heading", &definition.heading);
        }
        for claim in pack.claims.iter().filter(|claim| claim.source.is_none()) {
            let whose = format!("claim {}", claim.id);
            claim.quote.iter().for_each(|quote| check(&whose, "quotation", quote));
            claim.heading.iter().for_each(|heading| check(&whose, "heading", heading));
        }
    }
    let texts = pack_texts(pack);
    for (whose, text) in &texts {
        for (before, words) in find_quotations(text) {
            if std::ptr::eq(credited_work(pack, before), work) {
                check(whose, "quotation", words);
            }
        }
    }
    for (whose, text) in &texts {
        if find_quotations(text).next().is_some() && !has_attribution(pack, text) {
            let message = format!("{whose} quotes words and does not say whose they are");
            violations.push(violation("verify/no-author", message));
        }
    }
    for claim in pack.claims.iter().filter(|_| is_source) {
        let (Some(quote), Some(author)) = (&claim.quote, &claim.author) else { continue };
        if !source.credits(quote, author) {
            let message = format!(
                "claim {} credits {author}, who is not named beside its words in the source: “{quote}”",
                claim.id
            );
            violations.push(violation("verify/author", message));
        }
    }
    violations
}

/// The texts written by the authors of the pack, each with a description of its owner.
fn pack_texts(pack: &Pack) -> Vec<(String, &str)> {
    let mut texts: Vec<(String, &str)> = vec![
        ("the caution".into(), &pack.caution),
        ("the spectrum's note".into(), &pack.spectrum.note),
        ("the labels' finding".into(), &pack.labels.finding),
        ("the labels' help".into(), &pack.labels.help),
    ];
    for claim in &pack.claims {
        let owner = format!("claim {}", claim.id);
        texts.push((owner.clone(), &claim.says));
        texts.extend(claim.interpretation.iter().map(|text| (owner.clone(), text.as_str())));
    }
    for block in &pack.blocks {
        let owner = format!("block `{}`", block.id);
        texts.extend([&block.question, &block.summary].map(|text| (owner.clone(), text.as_str())));
    }
    for kind in &pack.kinds {
        let owner = format!("kind `{}`", kind.id);
        texts.push((owner.clone(), &kind.summary));
        let notes = kind.sources.iter().filter_map(|source| source.note.as_deref());
        texts.extend(notes.map(|text| (owner.clone(), text)));
    }
    for (id, criterion) in pack.criteria.iter().enumerate() {
        let owner = format!("`{}`", pack.criterion_code(id));
        texts.extend(criterion_texts(criterion).map(|text| (owner.clone(), text)));
    }
    texts
}

fn criterion_texts(criterion: &Criterion) -> impl Iterator<Item = &str> {
    let single = [
        &criterion.title,
        &criterion.question,
        &criterion.findings.refuted,
        &criterion.findings.open,
        &criterion.help.refuted,
    ];
    let cases = criterion.cases.iter().flat_map(|case| [Some(&case.finding), case.help.as_ref()]).flatten();
    let lists = criterion.evidence.iter().chain(&criterion.traps);
    let notes = criterion.interpretations.iter().map(|interpretation| &interpretation.note);
    single.into_iter().chain(cases).chain(lists).chain(notes).map(String::as_str).chain([criterion.help.open()])
}

/// The quotations in a text, each with the text before it.
fn find_quotations(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.match_indices('“').filter_map(|(at, mark)| {
        let from = at + mark.len();
        let length = text[from..].find('”')?;
        Some((&text[..at], &text[from..from + length]))
    })
}

/// The work whose author is named last before a quotation, or else the source of the pack.
fn credited_work<'p>(pack: &'p Pack, before: &str) -> &'p Reference {
    let works = std::iter::once(&pack.source).chain(&pack.other_sources);
    let named = works.filter_map(|work| Some((before.rfind(surname(work))?, work)));
    named.max_by_key(|(at, _)| *at).map_or(&pack.source, |(_, work)| work)
}

/// Whether a text attributes its quotations: to the author of a work, an author credited by a claim, or the source.
fn has_attribution(pack: &Pack, text: &str) -> bool {
    let mut works = std::iter::once(&pack.source).chain(&pack.other_sources);
    let mut authors = pack.claims.iter().filter_map(|claim| claim.author.as_deref());
    works.any(|work| text.contains(surname(work)))
        || authors.any(|author| text.contains(author))
        || text.contains(SOURCE_WORD)
}

/// The first author's name, without initials.
fn surname(work: &Reference) -> &str {
    work.authors.split(',').next().unwrap_or_default()
}
