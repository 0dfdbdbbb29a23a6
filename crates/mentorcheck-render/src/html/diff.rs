//! What a supposition makes different.

use std::borrow::Cow;

use serde::Serialize;

use crate::wording;
use mentorcheck_core::{
    diff::Change,
    report::{
        LabelReport, SpectrumInfo,
        difference::{AnswerChange, Attribution, Difference},
    },
};

/// What is different.
#[derive(Debug, Serialize)]
pub(crate) struct DifferenceView<'r> {
    /// Whether the verdict and the blocks are judged the same.
    pub(crate) same: bool,
    /// The facts that are not the same.
    pub(crate) changes: Vec<ChangeView<'r>>,
    /// The verdict before, if it moved.
    pub(crate) before: Option<Cow<'r, str>>,
    /// What moved, before and after.
    pub(crate) moves: Vec<MoveView<'r>>,
}

/// A fact that is not the same.
#[derive(Debug, Serialize)]
pub(crate) struct ChangeView<'r> {
    /// The field.
    pub(crate) field: Cow<'r, str>,
    /// What was stated.
    pub(crate) from: Cow<'r, str>,
    /// What is supposed.
    pub(crate) to: Cow<'r, str>,
}

/// Something that moved.
#[derive(Debug, Serialize)]
pub(crate) struct MoveView<'r> {
    /// What it is.
    pub(crate) what: Cow<'r, str>,
    /// The answer before.
    pub(crate) old: Cow<'r, str>,
    /// The answer after.
    pub(crate) new: Cow<'r, str>,
    /// The changes that moved it.
    pub(crate) by: Cow<'r, str>,
}

/// How many sets of changes are written out for one answer.
const SETS: usize = 6;

impl<'r> DifferenceView<'r> {
    /// What is different, on a scale.
    pub(crate) fn new(scale: &'r SpectrumInfo, difference: &'r Difference) -> Self {
        let Difference { changes, verdict, blocks, kinds, spectrum, label } = difference;
        let moved = |what: &'r str, old: String, new: String, because: &Attribution| MoveView {
            what: Cow::from(what),
            old: Cow::from(old),
            new: Cow::from(new),
            by: Cow::from(by(because, changes)),
        };
        let verdict_moved = verdict
            .because
            .iter()
            .map(|because| moved("Verdict", verdict.old.sentence.clone(), verdict.new.sentence.clone(), because));
        let answers = blocks.iter().chain(kinds).filter_map(|one| {
            let AnswerChange { title, old, new, because, .. } = one;
            Some(moved(title, old.as_str().into(), new.as_str().into(), because.as_ref()?))
        });
        let places = spectrum.iter().map(|one| {
            moved(
                "Spectrum",
                wording::spectrum_position(scale, one.old),
                wording::spectrum_position(scale, one.new),
                &one.because,
            )
        });
        let labels =
            label.iter().map(|one| moved("Label", label_status(&one.old), label_status(&one.new), &one.because));
        Self {
            same: difference.is_same(),
            changes: changes.iter().map(ChangeView::new).collect(),
            before: verdict.because.as_ref().map(|_| Cow::from(verdict.old.sentence.as_str())),
            moves: verdict_moved.chain(answers).chain(places).chain(labels).collect(),
        }
    }
}

impl<'r> ChangeView<'r> {
    fn new(change: &'r Change) -> Self {
        let values = |values: &[String]| if values.is_empty() { "not stated".to_owned() } else { values.join(", ") };
        Self {
            field: Cow::from(change.field.as_str()),
            from: Cow::from(values(&change.from)),
            to: Cow::from(values(&change.to)),
        }
    }
}

/// The changes that made an answer move.
fn by(because: &Attribution, changes: &[Change]) -> String {
    let change = |number: &usize| {
        let change = &changes[*number];
        let values = if change.to.is_empty() { "taken away".to_owned() } else { change.to.join(", ") };
        format!("{}: {values}", change.field)
    };
    let set = |set: &Vec<usize>| set.iter().map(change).collect::<Vec<_>>().join(" together with ");
    let mut sets: Vec<String> = because.sets.iter().take(SETS).map(set).collect();
    match because.sets.len().saturating_sub(SETS) {
        0 if because.complete => {}
        0 => sets.push("perhaps others; not all were tried".into()),
        more => sets.push(format!("{more} other sets of changes")),
    }
    sets.join("; or ")
}

fn label_status(label: &LabelReport) -> String {
    match &label.declared {
        Some(declared) => format!("calls itself {declared}: {}", wording::label_status(label.holds)),
        None => "calls itself nothing".into(),
    }
}
