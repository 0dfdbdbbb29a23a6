//! View of the effect of an assumption.

use std::borrow::Cow;

use serde::Serialize;

use crate::wording;
use mentorcheck_core::{
    catalogue::message,
    diff::Change,
    eval::Answer,
    format_message,
    report::{
        LabelReport, SpectrumInfo,
        difference::{AnswerChange, Attribution, Difference},
    },
};

#[derive(Debug, Serialize)]
pub(crate) struct DifferenceView<'r> {
    /// Whether verdict and blocks are unchanged.
    pub(crate) same: bool,
    pub(crate) changes: Vec<ChangeView<'r>>,
    /// The old verdict, if it changed.
    pub(crate) before: Option<Cow<'r, str>>,
    pub(crate) moves: Vec<EffectView<'r>>,
}

#[derive(Debug, Serialize)]
pub(crate) struct ChangeView<'r> {
    pub(crate) field: Cow<'r, str>,
    pub(crate) from: Cow<'r, str>,
    pub(crate) to: Cow<'r, str>,
}

#[derive(Debug, Serialize)]
pub(crate) struct EffectView<'r> {
    pub(crate) what: Cow<'r, str>,
    pub(crate) old: Cow<'r, str>,
    pub(crate) new: Cow<'r, str>,
    /// The fact changes behind it.
    pub(crate) by: Cow<'r, str>,
}

const MAX_SETS: usize = 6;

impl<'r> DifferenceView<'r> {
    pub(crate) fn new(scale: &'r SpectrumInfo, difference: &'r Difference) -> Self {
        let Difference { changes, verdict, blocks, kinds, spectrum, label } = difference;
        let new_effect = |what: String, old: String, new: String, attribution: &Attribution| EffectView {
            what: Cow::from(what),
            old: Cow::from(old),
            new: Cow::from(new),
            by: Cow::from(describe_causes(attribution, changes)),
        };
        let verdict_moved = verdict.because.iter().map(|because| {
            new_effect(message("column-verdict"), verdict.old.sentence.clone(), verdict.new.sentence.clone(), because)
        });
        let answers = blocks.iter().chain(kinds).filter_map(|change| {
            let AnswerChange { title, old, new, because, .. } = change;
            Some(new_effect(title.clone(), wording::answer_word(*old), wording::answer_word(*new), because.as_ref()?))
        });
        let positions = spectrum.iter().map(|change| {
            new_effect(
                message("column-spectrum"),
                wording::spectrum_position(scale, change.old),
                wording::spectrum_position(scale, change.new),
                &change.because,
            )
        });
        let labels = label.iter().map(|change| {
            new_effect(
                message("column-label"),
                describe_label(&change.old),
                describe_label(&change.new),
                &change.because,
            )
        });
        Self {
            same: difference.is_same(),
            changes: changes.iter().map(ChangeView::new).collect(),
            before: verdict.because.as_ref().map(|_| Cow::from(verdict.old.sentence.as_str())),
            moves: verdict_moved.chain(answers).chain(positions).chain(labels).collect(),
        }
    }
}

impl<'r> ChangeView<'r> {
    fn new(change: &'r Change) -> Self {
        let values =
            |values: &[String]| if values.is_empty() { wording::answer_word(Answer::Open) } else { values.join(", ") };
        Self {
            field: Cow::from(change.field.as_str()),
            from: Cow::from(values(&change.from)),
            to: Cow::from(values(&change.to)),
        }
    }
}

/// Describes the fact changes behind a changed answer.
fn describe_causes(attribution: &Attribution, changes: &[Change]) -> String {
    let change = |index: &usize| {
        let change = &changes[*index];
        let values = if change.to.is_empty() { message("supposed-removed") } else { change.to.join(", ") };
        format!("{}: {values}", change.field)
    };
    let together = |one: String, other: String| format_message!("difference-together", one = one, other = other);
    let set = |set: &Vec<usize>| set.iter().map(change).reduce(together).unwrap_or_default();
    let mut sets: Vec<String> = attribution.sets.iter().take(MAX_SETS).map(set).collect();
    match attribution.sets.len().saturating_sub(MAX_SETS) {
        0 if attribution.complete => {}
        0 => sets.push(message("difference-perhaps")),
        omitted => sets.push(format_message!("difference-others", count = omitted)),
    }
    let either = |one: String, other: String| format_message!("difference-or", one = one, other = other);
    sets.into_iter().reduce(either).unwrap_or_default()
}

fn describe_label(label: &LabelReport) -> String {
    let Some(declared) = label.declared.as_deref() else { return message("label-none") };
    let id = match label.holds {
        Some(true) => "label-as-supported",
        Some(false) => "label-as-refuted",
        None => "label-as-unclear",
    };
    format_message!(id, label = declared)
}
