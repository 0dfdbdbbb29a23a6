//! A description to fill in, with each question as a comment. It is a valid description as it is.

use mentorcheck_core::sanitize::{is_unsafe, sanitize};

use crate::{
    answers::{Answers, EvidenceEntry},
    error::FormError,
    model::{EvidencePrompts, Prompt, Question, QuestionKind, Questionnaire},
    selection::{FormOptions, SelectedQuestion, select},
    wording,
};

/// The longest line of a comment, in characters, unless a word is longer.
const WIDTH: usize = 100;

/// Renders the questionnaire as a commented description in YAML.
///
/// # Errors
/// If [`FormOptions::only`] names an unknown field, or there is too much evidence.
pub fn render(questionnaire: &Questionnaire, options: &FormOptions<'_>) -> Result<Vec<u8>, FormError> {
    let mut form = Form::default();
    form.comment("", &questionnaire.title);
    form.comment(
        "",
        "Write each answer after its colon. A question without an answer, or with \"?\" (with its quotation marks), \
         means: not decided, or not known. Write texts that contain punctuation in quotation marks.",
    );
    let sections = select(questionnaire, options)?;
    for selected in &sections {
        form.text.push('\n');
        form.comment("", &format!("{}. {}", selected.section.title, selected.section.help.with_keys));
        form.line("", &format!("{}:", selected.section.name));
        for question in &selected.questions {
            form.text.push('\n');
            form.question(question);
        }
    }
    let is_asked = |field: &str| {
        sections.iter().flat_map(|section| &section.questions).any(|selected| selected.question.field == field)
    };
    let entries = options.prefill.map(Answers::evidence).unwrap_or_default();
    let entries: Vec<&EvidenceEntry> = entries.iter().filter(|entry| is_asked(&entry.field)).collect();
    form.text.push('\n');
    form.evidence(&questionnaire.evidence, &entries);
    Ok(form.text.into_bytes())
}

#[derive(Default)]
struct Form {
    text: String,
}

impl Form {
    fn line(&mut self, indent: &str, text: &str) {
        self.text.push_str(indent);
        self.text.push_str(text);
        self.text.push('\n');
    }

    /// Writes a comment.
    fn comment(&mut self, indent: &str, text: &str) {
        self.hanging_comment(indent, "", "", text);
    }

    /// Writes a comment whose first line begins with `first` and others with `hang`. White space is collapsed, so that no
    /// text can end the comment.
    fn hanging_comment(&mut self, indent: &str, first: &str, hang: &str, text: &str) {
        let mut line = first.to_owned();
        let mut has_word = false;
        let text = sanitize(text);
        for word in text.split_whitespace() {
            let width = indent.len() + 2 + line.chars().count() + 1 + word.chars().count();
            if has_word && width > WIDTH {
                self.line(indent, &format!("# {line}"));
                hang.clone_into(&mut line);
            } else if has_word {
                line.push(' ');
            }
            line.push_str(word);
            has_word = true;
        }
        if has_word {
            self.line(indent, &format!("# {line}"));
        }
    }

    fn question(&mut self, selected: &SelectedQuestion<'_>) {
        let question = selected.question;
        let indent = "  ";
        self.comment(indent, &format!("{}: {}", wording::numbered_title(question), question.question));
        self.comment(indent, &question.help.with_keys);
        self.comment(indent, &instruction(question));
        for answer in &question.answers {
            let text = format!("{}: {}. {}", answer.name, answer.label, answer.rule.with_keys);
            self.hanging_comment(indent, "  ", "      ", &text);
        }
        if let Some(notice) = wording::not_understood(&selected.answer.not_understood) {
            self.comment(indent, &notice);
        }
        let values = &selected.answer.values;
        match question.kind {
            _ if selected.answer.not_stated => self.line(indent, &format!("{}: \"?\"", question.key)),
            QuestionKind::ChooseOne | QuestionKind::Text => match values.first() {
                Some(value) => self.line(indent, &format!("{}: {}", question.key, scalar(value))),
                None => self.line(indent, &format!("{}:", question.key)),
            },
            QuestionKind::TickAll => {
                let closing = question.closing.iter().filter(|_| selected.answer.complete).map(|closing| &closing.name);
                let items: Vec<String> = values.iter().chain(closing).map(|value| scalar(value)).collect();
                let list = if items.is_empty() { String::new() } else { format!(" [{}]", items.join(", ")) };
                self.line(indent, &format!("{}:{list}", question.key));
            }
            QuestionKind::Texts => {
                self.line(indent, &format!("{}:", question.key));
                for value in values {
                    self.line(indent, &format!("  - {}", scalar(value)));
                }
            }
        }
    }

    fn evidence(&mut self, prompts: &EvidencePrompts, entries: &[&EvidenceEntry]) {
        self.comment("", &format!("{}. {} {}", prompts.title, wording::WHERE, prompts.help.with_keys));
        self.comment("", "Write an entry for each passage, in this form:");
        self.comment("", &format!("- {}: section.field", prompts.field_key));
        for Prompt { key, question, help, .. } in [&prompts.document, &prompts.place, &prompts.words] {
            self.hanging_comment("", "  ", "      ", &format!("{key}: {question} {}", help.with_keys));
        }
        self.line("", &format!("{}:", prompts.section));
        for entry in entries {
            self.line("  ", &format!("- {}: {}", prompts.field_key, scalar(&entry.field)));
            let keys = [&prompts.document.key, &prompts.place.key, &prompts.words.key];
            // The document is required, and may be left empty.
            for (index, (key, text)) in keys.into_iter().zip(entry.texts()).enumerate() {
                if !text.is_empty() {
                    self.line("    ", &format!("{key}: {}", scalar(text)));
                } else if index == 0 {
                    self.line("    ", &format!("{key}:"));
                }
            }
        }
    }
}

/// How to write an answer to a question.
fn instruction(question: &Question) -> String {
    let names: Vec<&str> = question.answers.iter().take(2).map(|answer| answer.name.as_str()).collect();
    match (question.kind, &question.closing) {
        (QuestionKind::TickAll, Some(closing)) => format!(
            "Write a list of all that apply, for example [{}]. If the list is complete, end it with {name}. If the \
             answer is “{}”, write [{name}].",
            names.join(", "),
            closing.none_label,
            name = closing.name
        ),
        (QuestionKind::TickAll, None) => format!("Write a list of all that apply, for example [{}].", names.join(", ")),
        (QuestionKind::Texts, _) => {
            "Write one text, or each of several on a line of its own after a hyphen.".to_owned()
        }
        (QuestionKind::ChooseOne, _) => "Write one of these words:".to_owned(),
        (QuestionKind::Text, _) => "Write a text.".to_owned(),
    }
}

/// A scalar that reads as exactly this text: plain for names, otherwise in double quotation marks.
pub(crate) fn scalar(text: &str) -> String {
    let is_name = |ch: char| ch.is_ascii_lowercase() || ch.is_ascii_digit() || matches!(ch, '-' | '_' | '.');
    let starts_as_name = text.starts_with(|ch: char| ch.is_ascii_lowercase());
    if starts_as_name && text.chars().all(is_name) && !matches!(text, "null" | "true" | "false") {
        return text.to_owned();
    }
    let mut quoted = String::from("\"");
    for ch in text.chars() {
        match ch {
            '"' | '\\' => quoted.extend(['\\', ch]),
            '\n' => quoted.push_str("\\n"),
            ch if is_unsafe(ch) => quoted.push_str(&escape(ch)),
            ch => quoted.push(ch),
        }
    }
    quoted + "\""
}

fn escape(ch: char) -> String {
    format!("\\U{:08X}", u32::from(ch))
}
