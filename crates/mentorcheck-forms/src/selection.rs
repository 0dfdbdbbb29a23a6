//! Which questions a form asks, and the answers it is filled in with.

use std::{borrow::Cow, collections::BTreeSet};

use crate::{
    answers::{Answer, Answers, EvidenceEntry},
    error::FormError,
    model::{Question, Questionnaire, Section},
};

/// What a form asks and holds.
#[derive(Debug, Clone, Copy, Default)]
pub struct FormOptions<'a> {
    /// Answers to fill the form in with.
    pub prefill: Option<&'a Answers>,
    /// The fields (`section.key`) to ask about, if not all. The programme's name is always asked for, and numbers stay
    /// the same. Forms that are read back keep what is answered already, so that they describe the programme in full.
    pub only: Option<&'a BTreeSet<String>>,
}

/// The most entries of evidence in one form.
const MAX_EVIDENCE: usize = 5_000;

/// Which of its questions a section holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SectionPart {
    All,
    /// Those of [`FormOptions::only`].
    Open,
    /// The others, which are answered.
    Answered,
}

pub(crate) struct SelectedSection<'q> {
    pub(crate) section: &'q Section,
    pub(crate) part: SectionPart,
    pub(crate) questions: Vec<SelectedQuestion<'q>>,
}

pub(crate) struct SelectedQuestion<'q> {
    pub(crate) question: &'q Question,
    pub(crate) answer: Cow<'q, Answer>,
    pub(crate) evidence: Vec<&'q EvidenceEntry>,
}

impl SelectedQuestion<'_> {
    pub(crate) fn is_ticked(&self, value: &str) -> bool {
        self.answer.values.iter().any(|stated| stated == value)
    }

    /// The answer is that none of the values applies.
    pub(crate) fn is_none(&self) -> bool {
        self.answer.complete && self.answer.values.is_empty()
    }

    /// The ticked values are all there are.
    pub(crate) fn is_complete(&self) -> bool {
        self.answer.complete && !self.answer.values.is_empty()
    }
}

/// The sections with the questions that a form asks or holds; sections without any are left out.
///
/// # Errors
/// If a field of `only` has no question, or there is more evidence than a form holds.
pub(crate) fn select<'q>(
    questionnaire: &'q Questionnaire,
    options: &FormOptions<'q>,
) -> Result<Vec<SelectedSection<'q>>, FormError> {
    select_part(questionnaire, options, SectionPart::All)
}

/// As [`select`], with the questions to ask first, and then in a second part those that are answered.
///
/// # Errors
/// As [`select`].
pub(crate) fn select_open_first<'q>(
    questionnaire: &'q Questionnaire,
    options: &FormOptions<'q>,
) -> Result<Vec<SelectedSection<'q>>, FormError> {
    if options.only.is_none() {
        return select(questionnaire, options);
    }
    let mut sections = select_part(questionnaire, options, SectionPart::Open)?;
    sections.extend(select_part(questionnaire, options, SectionPart::Answered)?);
    Ok(sections)
}

/// As [`select`], with only one part of each section.
///
/// # Errors
/// As [`select`].
pub(crate) fn select_part<'q>(
    questionnaire: &'q Questionnaire,
    options: &FormOptions<'q>,
    part: SectionPart,
) -> Result<Vec<SelectedSection<'q>>, FormError> {
    let mut unknown = options.only.into_iter().flatten().filter(|field| questionnaire.question(field).is_none());
    if let Some(field) = unknown.next() {
        return Err(FormError::UnknownField(field.clone()));
    }
    let evidence = options.prefill.map(Answers::evidence).unwrap_or_default();
    if evidence.len() > MAX_EVIDENCE {
        return Err(FormError::TooMuchEvidence { count: evidence.len(), limit: MAX_EVIDENCE });
    }
    let is_answered = |field: &str| {
        options.prefill.is_some_and(|answers| answers.get(field).is_some())
            || evidence.iter().any(|entry| entry.field == field)
    };
    let is_selected = |question: &&Question| {
        let field = question.field.as_str();
        let is_open = field == questionnaire.name_field || options.only.is_none_or(|only| only.contains(field));
        match part {
            SectionPart::All => is_open || is_answered(field),
            SectionPart::Open => is_open,
            SectionPart::Answered => !is_open && is_answered(field),
        }
    };
    let select = |question: &'q Question| SelectedQuestion {
        question,
        answer: options
            .prefill
            .and_then(|answers| answers.get(&question.field))
            .map_or_else(Cow::default, Cow::Borrowed),
        evidence: evidence.iter().filter(|entry| entry.field == question.field).collect(),
    };
    let sections = questionnaire.sections.iter().map(|section| SelectedSection {
        section,
        part,
        questions: section.questions.iter().filter(is_selected).map(select).collect(),
    });
    Ok(sections.filter(|section| !section.questions.is_empty()).collect())
}
