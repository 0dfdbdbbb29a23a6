//! What changed between two rounds of descriptions, in titles instead of keys: the view that text, page and workbook show.

use serde::Serialize;

use crate::{deciding_points::value_title, portfolio::natural_order};
use mentorcheck_core::{
    catalogue::message,
    clause::{capitalise, join_and},
    compare::{Comparison, DescriptionSummary, ProgrammePair},
    diff::Change,
    evidence::EvidenceLevel,
    facts::UNNAMED_PROGRAMME,
    format_message,
    report::difference::Attribution,
    sanitize::single_line,
    schema::vocabulary,
};

/// How many ways to the same answer are named.
const MAX_SETS: usize = 3;

/// What changed between two rounds.
#[derive(Debug, Serialize)]
pub(crate) struct Round {
    /// What it comes to, most important first.
    pub(crate) summary: Vec<String>,
    /// Programmes with another verdict.
    pub(crate) moved: Vec<ChangedProgramme>,
    /// Programmes with the same verdict, but another answer on a building block.
    pub(crate) shifted: Vec<ChangedProgramme>,
    /// Programmes with other facts and the same results.
    pub(crate) reworded: Vec<ChangedProgramme>,
    /// Programmes in which nothing changed.
    pub(crate) same: Vec<String>,
    /// The verdict on each of them, and its file in the new round.
    pub(crate) same_results: Vec<[String; 2]>,
    pub(crate) only_old: Vec<(String, String)>,
    pub(crate) only_new: Vec<(String, String)>,
    /// Questions about programmes that may be the same.
    pub(crate) renamings: Vec<String>,
    /// Files that could not be read, with the reason.
    pub(crate) unreadable: Vec<(String, String)>,
}

/// A programme in both rounds that is not described as before.
#[derive(Debug, Serialize)]
pub(crate) struct ChangedProgramme {
    pub(crate) name: String,
    /// The file of the new round.
    pub(crate) file: String,
    pub(crate) before: String,
    pub(crate) now: String,
    /// The changes that moved the verdict; empty if it is the same.
    pub(crate) because: String,
    pub(crate) blocks: Vec<MovedAnswer>,
    pub(crate) changes: Vec<ChangedFact>,
}

/// A building block with another answer.
#[derive(Debug, Serialize)]
pub(crate) struct MovedAnswer {
    pub(crate) title: String,
    pub(crate) before: String,
    pub(crate) now: String,
    pub(crate) because: String,
}

/// A fact that is not stated as before.
#[derive(Debug, Serialize)]
pub(crate) struct ChangedFact {
    pub(crate) field: String,
    pub(crate) before: String,
    pub(crate) now: String,
    /// Whether a rule reads it.
    pub(crate) is_judged: bool,
    /// Empty if it is not known.
    pub(crate) evidence: String,
}

impl Round {
    pub(crate) fn new(comparison: &Comparison) -> Self {
        let mut pairs: Vec<&ProgrammePair> = comparison.programmes.iter().collect();
        pairs.sort_by(|left, right| natural_order(&name(&left.new), &name(&right.new)));
        let has_moved = |pair: &ProgrammePair| pair.difference.verdict.because.is_some();
        let of = |is_of: &dyn Fn(&ProgrammePair) -> bool| -> Vec<ChangedProgramme> {
            pairs.iter().filter(|pair| is_of(pair)).map(|pair| ChangedProgramme::new(pair)).collect()
        };
        let is_unchanged = |pair: &ProgrammePair| pair.same && pair.difference.changes.is_empty();
        let (moved, shifted) = (of(&has_moved), of(&|pair| !has_moved(pair) && !pair.same));
        let reworded = of(&|pair| pair.same && !is_unchanged(pair));
        let unchanged = || pairs.iter().filter(|pair| is_unchanged(pair)).map(|pair| &pair.new);
        let same: Vec<_> = unchanged().map(name).collect();
        let same_results = unchanged()
            .map(|side| [single_line(&side.verdict.sentence), single_line(side.path.as_deref().unwrap_or_default())]);
        let same_results = same_results.collect();
        let sides = |sides: &[DescriptionSummary]| -> Vec<(String, String)> {
            sides.iter().map(|side| (name(side), single_line(&side.verdict.sentence))).collect()
        };
        let mut summary = vec![format_message!("round-both", count = pairs.len())];
        for (id, count) in [
            ("round-moved", moved.len()),
            ("round-shifted", shifted.len()),
            ("round-reworded", reworded.len()),
            ("round-same", same.len()),
            ("round-only-old", comparison.only_old.len()),
            ("round-only-new", comparison.only_new.len()),
            ("round-unreadable", comparison.unreadable.len()),
        ] {
            if count > 0 {
                summary.push(format_message!(id, count = count));
            }
        }
        // What was not understood in the old round is past.
        let new = comparison.programmes.iter().map(|pair| &pair.new);
        let mut not_understood: Vec<String> = new
            .chain(&comparison.only_new)
            .filter(|side| !side.valid)
            .map(|side| side.path.as_deref().map_or_else(|| name(side), single_line))
            .collect();
        not_understood.dedup();
        if !not_understood.is_empty() {
            let files = join_and(&not_understood);
            summary.insert(0, format_message!("round-not-understood", count = not_understood.len(), files = files));
        }
        summary.extend(evidence_sentence(comparison));
        let renamings = comparison.likely_renamings.iter().map(|renaming| {
            format_message!("round-renamed", old = single_line(&renaming.old), new = single_line(&renaming.new))
        });
        let unreadable = comparison.unreadable.iter().map(|file| {
            let reason = file.findings.first().map(|finding| single_line(&finding.message)).unwrap_or_default();
            (single_line(&file.path), reason)
        });
        Self {
            summary,
            moved,
            shifted,
            reworded,
            same,
            same_results,
            only_old: sides(&comparison.only_old),
            only_new: sides(&comparison.only_new),
            renamings: renamings.collect(),
            unreadable: unreadable.collect(),
        }
    }

    /// The programmes that are not described as before, most important first.
    pub(crate) fn changed(&self) -> impl Iterator<Item = &ChangedProgramme> {
        self.moved.iter().chain(&self.shifted).chain(&self.reworded)
    }
}

/// How many of the facts that changed carry evidence; `None` if no evidence was looked up.
fn evidence_sentence(comparison: &Comparison) -> Option<String> {
    let changes = comparison.programmes.iter().flat_map(|pair| &pair.difference.changes);
    let levels: Vec<_> = changes.filter_map(|change| change.evidence).collect();
    let supported = levels.iter().filter(|level| **level > EvidenceLevel::Asserted).count();
    (!levels.is_empty()).then(|| format_message!("round-evidence", count = supported, total = levels.len()))
}

impl ChangedProgramme {
    fn new(pair: &ProgrammePair) -> Self {
        let difference = &pair.difference;
        let changes = &difference.changes;
        let because = |attribution: &Attribution| causes(attribution, changes);
        let blocks = difference.blocks.iter().filter_map(|block| {
            Some(MovedAnswer {
                title: block.title.clone(),
                before: crate::wording::answer_word(block.old),
                now: crate::wording::answer_word(block.new),
                because: because(block.because.as_ref()?),
            })
        });
        Self {
            name: name(&pair.new),
            file: single_line(pair.new.path.as_deref().unwrap_or_default()),
            before: single_line(&difference.verdict.old.sentence),
            now: single_line(&difference.verdict.new.sentence),
            because: difference.verdict.because.as_ref().map(because).unwrap_or_default(),
            blocks: blocks.collect(),
            changes: changes.iter().map(ChangedFact::new).collect(),
        }
    }
}

impl ChangedFact {
    fn new(change: &Change) -> Self {
        let id = vocabulary().field_id(&change.field);
        let title = id.map_or(change.field.as_str(), |id| vocabulary().fields[id].title.as_str());
        Self {
            field: capitalise(title),
            before: values(change, &change.from),
            now: values(change, &change.to),
            is_judged: change.judged,
            evidence: match change.evidence {
                Some(EvidenceLevel::Quoted) => message("level-quoted"),
                Some(EvidenceLevel::Cited) => message("level-cited"),
                Some(EvidenceLevel::Asserted) => message("level-asserted"),
                None => String::new(),
            },
        }
    }
}

fn name(side: &DescriptionSummary) -> String {
    let file = side.path.as_deref().filter(|_| side.name.is_empty() || side.name == UNNAMED_PROGRAMME);
    single_line(file.unwrap_or(&side.name))
}

/// The values of one side of a change, in titles.
fn values(change: &Change, values: &[String]) -> String {
    if values.is_empty() {
        return message("round-not-stated");
    }
    let field = vocabulary().field_id(&change.field).map(|id| &vocabulary().fields[id]);
    let titles = values.iter().map(|value| {
        let value = single_line(value);
        field.map_or_else(|| value.clone(), |field| value_title(field, &value))
    });
    titles.collect::<Vec<_>>().join(", ")
}

/// The changes behind an answer: “main aim: finding paid work, together with …; or …”.
fn causes(attribution: &Attribution, changes: &[Change]) -> String {
    let fact = |index: &usize| {
        let change = changes.get(*index)?;
        let ChangedFact { field, now, .. } = ChangedFact::new(change);
        Some(format_message!("portfolio-fact", field = mentorcheck_core::clause::uncapitalise(&field), value = now))
    };
    let together = message("round-together");
    let set = |set: &Vec<usize>| set.iter().filter_map(fact).collect::<Vec<_>>().join(&format!(" {together} "));
    let sets: Vec<_> = attribution.sets.iter().take(MAX_SETS).map(set).collect();
    let text = sets.join(&format!("; {} ", message("list-or")));
    match attribution.sets.len().saturating_sub(MAX_SETS) {
        0 => text,
        rest => format_message!("round-other-causes", causes = text, rest = rest),
    }
}
