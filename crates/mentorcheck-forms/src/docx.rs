//! A list of questions to circulate, print and fill in by hand, as a Word document. It is not read back.

mod styles;

use mentorcheck_core::sanitize::sanitize;
use mentorcheck_docx::{Body, DocxError, Package, Piece, write};
use styles::{STYLES, Style};

use crate::{
    error::FormError,
    model::{EvidencePrompts, QuestionKind, Questionnaire},
    selection::{FormOptions, SectionPart, SelectedQuestion, select_part},
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
    paragraph(&mut body, Style::Title, &questionnaire.title)?;
    paragraph(
        &mut body,
        Style::Normal,
        "This list is for reading, for talking the questions over, and for filling in by hand. It is not read back: \
         mentorcheck reads the workbook, the online form and the description, so copy the answers into one of them.",
    )?;
    paragraph(&mut body, Style::Normal, wording::LEAVE_OUT)?;
    let part = if options.only.is_some() { SectionPart::Open } else { SectionPart::All };
    for selected in select_part(questionnaire, options, part)? {
        paragraph(&mut body, Style::Section, &selected.section.title)?;
        paragraph(&mut body, Style::Help, &selected.section.help.plain)?;
        for question in &selected.questions {
            write_question(&mut body, question, &questionnaire.evidence)?;
        }
    }
    Ok(write(body, &Package::new(&questionnaire.title, STYLES))?)
}

fn write_question(
    body: &mut Body,
    selected: &SelectedQuestion<'_>,
    prompts: &EvidencePrompts,
) -> Result<(), FormError> {
    let question = selected.question;
    paragraph(body, Style::Question, &wording::numbered_title(question))?;
    paragraph(body, Style::Asked, &question.question)?;
    let help = format!("{} {}", question.help.plain, wording::instruction(question.kind));
    paragraph(body, Style::Help, &help)?;
    if let Some(notice) = wording::not_understood(&selected.answer.not_understood) {
        paragraph(body, Style::Normal, &notice)?;
    }
    match question.kind {
        QuestionKind::ChooseOne | QuestionKind::TickAll => {
            for answer in &question.answers {
                answer_line(body, selected.is_ticked(&answer.name), &answer.label, &answer.rule.plain)?;
            }
            if let Some(closing) = &question.closing {
                answer_line(body, selected.is_none(), &closing.none_label, wording::NONE_OF_THESE_RULE)?;
                answer_line(body, selected.is_complete(), wording::COMPLETE, wording::COMPLETE_RULE)?;
            }
        }
        QuestionKind::Text | QuestionKind::Texts => {
            for text in &selected.answer.values {
                paragraph(body, Style::Line, &sanitize(text))?;
            }
            for _ in selected.answer.values.len()..LINES {
                paragraph(body, Style::Line, "")?;
            }
        }
    }
    answer_line(body, selected.answer.not_stated, wording::NOT_KNOWN, wording::NOT_KNOWN_RULE)?;
    paragraph(body, Style::Where, wording::WHERE)?;
    let titles = [&prompts.document.title, &prompts.place.title, &prompts.words.title];
    for entry in &selected.evidence {
        for (title, text) in titles.iter().zip(entry.texts()) {
            paragraph(body, Style::Passage, &format!("{title}: {}", sanitize(text)))?;
        }
    }
    if selected.evidence.is_empty() {
        titles.iter().try_for_each(|title| blank(body, title))?;
    }
    Ok(())
}

fn paragraph(body: &mut Body, style: Style, text: &str) -> Result<(), FormError> {
    Ok(body.paragraph(style.id(), &[Piece::plain(text)]).map_err(DocxError::from)?)
}

/// Adds an answer with its box and its rule.
fn answer_line(body: &mut Body, is_ticked: bool, label: &str, rule: &str) -> Result<(), FormError> {
    let rule = format!(". {rule}");
    let mark = Piece::plain(if is_ticked { "☒" } else { "☐" });
    let pieces = [mark, Piece::Tab, Piece::bold(label), Piece::plain(&rule)];
    Ok(body.paragraph(Style::Answer.id(), &pieces).map_err(DocxError::from)?)
}

/// Adds a line to fill in after `title`.
fn blank(body: &mut Body, title: &str) -> Result<(), FormError> {
    let title = format!("{title}: ");
    Ok(body.paragraph(Style::Passage.id(), &[Piece::plain(&title), Piece::Tab]).map_err(DocxError::from)?)
}
