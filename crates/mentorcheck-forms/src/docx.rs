//! A list of questions to circulate, print and fill in by hand, as a Word document. It is not read back.

mod package;

use mentorcheck_core::sanitize::sanitize;
use package::{Body, Style};

use crate::{
    error::FormError,
    model::{EvidencePrompts, QuestionKind, Questionnaire},
    selection::{FormOptions, SelectedQuestion, select},
    wording,
};

/// The lines to write on for a text.
const LINES: usize = 2;

/// Renders the questionnaire as a Word document (Office Open XML).
///
/// # Errors
/// If [`FormOptions::only`] names an unknown field, or there is too much evidence.
pub fn render(questionnaire: &Questionnaire, options: &FormOptions<'_>) -> Result<Vec<u8>, FormError> {
    let mut body = Body::default();
    body.paragraph(Style::Title, &questionnaire.title)?;
    body.paragraph(
        Style::Normal,
        "This list is for reading, for talking the questions over, and for filling in by hand. It is not read back: \
         mentorcheck reads the workbook, the online form and the description, so copy the answers into one of them.",
    )?;
    body.paragraph(Style::Normal, wording::LEAVE_OUT)?;
    for selected in select(questionnaire, options)? {
        body.paragraph(Style::Section, &selected.section.title)?;
        body.paragraph(Style::Help, &selected.section.help.plain)?;
        for question in &selected.questions {
            write_question(&mut body, question, &questionnaire.evidence)?;
        }
    }
    package::write(body, &questionnaire.title)
}

fn write_question(
    body: &mut Body,
    selected: &SelectedQuestion<'_>,
    prompts: &EvidencePrompts,
) -> Result<(), FormError> {
    let question = selected.question;
    body.paragraph(Style::Question, &wording::numbered_title(question))?;
    body.paragraph(Style::Asked, &question.question)?;
    let help = format!("{} {}", question.help.plain, wording::instruction(question.kind));
    body.paragraph(Style::Help, &help)?;
    if let Some(notice) = wording::not_understood(&selected.answer) {
        body.paragraph(Style::Normal, &notice)?;
    }
    match question.kind {
        QuestionKind::ChooseOne | QuestionKind::TickAll => {
            for answer in &question.answers {
                body.answer(selected.is_ticked(&answer.name), &answer.label, &answer.rule.plain)?;
            }
            if let Some(closing) = &question.closing {
                body.answer(selected.is_none(), &closing.none_label, wording::NONE_OF_THESE_RULE)?;
                body.answer(selected.is_complete(), wording::COMPLETE, wording::COMPLETE_RULE)?;
            }
        }
        QuestionKind::Text | QuestionKind::Texts => {
            for text in &selected.answer.values {
                body.paragraph(Style::Line, &sanitize(text))?;
            }
            for _ in selected.answer.values.len()..LINES {
                body.paragraph(Style::Line, "")?;
            }
        }
    }
    body.answer(selected.answer.not_stated, wording::NOT_KNOWN, wording::NOT_KNOWN_RULE)?;
    body.paragraph(Style::Where, wording::WHERE)?;
    let titles = [&prompts.document.title, &prompts.place.title, &prompts.words.title];
    for entry in &selected.evidence {
        for (title, text) in titles.iter().zip(entry.texts()) {
            body.paragraph(Style::Passage, &format!("{title}: {}", sanitize(text)))?;
        }
    }
    if selected.evidence.is_empty() {
        titles.iter().try_for_each(|title| body.blank(title))?;
    }
    Ok(())
}
