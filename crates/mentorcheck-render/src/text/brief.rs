//! The report on one programme in a screen: mistakes first, the answer, what decides it, and what to do next.

use textwrap::core::display_width;

use super::{TextWriter, pad, styled_symbol, wrap};
use crate::{
    deciding_points::{deciding_points, fact_sentences, is_misread},
    question_outcomes::{MAX_NAMED_ANSWERS, answers_in_order, outcome_lines},
    style::TextOptions,
    wording::{
        MAX_NAMED_KINDS, answer_word, external_sources_note, file_and_document, grouped_questions, is_mistake,
        kind_title, label_sentence, number_in_form, question_of, supporting_findings,
    },
};
use mentorcheck_core::{
    catalogue::{FluentValue, message, message_with},
    clause::{join_and, join_or},
    diagnostic::{Finding, FindingKind, Severity},
    eval::{Answer, VerdictStatus},
    pack::Weight,
    report::{Programme, QuestionReport, SpectrumRange},
    sanitize::sanitize_line,
};

/// The least width of an answer with its symbol, in columns.
const ANSWER_WIDTH: usize = 16;

/// How many errors in the evidence are shown; all are in the section on evidence.
const MAX_EVIDENCE: usize = 3;

/// How much of what would help is shown.
const MAX_HELPS: usize = 3;

fn active_errors(programme: &Programme, kind: FindingKind) -> impl Iterator<Item = &Finding> {
    let is_error = move |finding: &&Finding| finding.kind == kind && finding.severity == Severity::Error;
    programme.findings.iter().filter(is_error).filter(|finding| finding.is_active())
}

impl TextWriter<'_> {
    /// Writes the mistakes of form, if there are any.
    pub(super) fn push_corrections(&mut self, programme: &Programme) {
        let evidence = active_errors(programme, FindingKind::Evidence);
        let evidence = evidence.take(if self.options.full { 0 } else { MAX_EVIDENCE });
        let mistakes: Vec<&Finding> =
            programme.findings.iter().filter(|finding| is_mistake(finding)).chain(evidence).collect();
        if mistakes.is_empty() {
            return;
        }
        self.push_line(&self.bold(&message("heading-correct")));
        self.push_findings(mistakes.into_iter(), &programme.text);
        self.push_line("");
    }

    /// Writes the verdict and where the description is.
    pub(super) fn push_answer(&mut self, programme: &Programme) {
        self.push_sentence(programme);
        let location = file_and_document(programme);
        let indent = self.indent();
        self.push_line(&format!("{indent}{}", sanitize_line(&location)));
        self.push_line("");
    }

    /// Writes why another kind than the concept is reached, and then what the table is about.
    pub(super) fn push_reasons(&mut self, programme: &Programme) {
        let concept = &self.report.pack.id;
        let Some(id) = programme.verdict.kind.as_ref().filter(|kind| *kind != concept) else { return };
        let Some(kind) = programme.kinds.iter().find(|kind| kind.id == *id) else { return };
        let met = kind.conditions.iter().filter(|condition| condition.answer == Answer::Shown);
        let title = FluentValue::from(kind.title.as_str());
        let elsewhere = match kind.sources.is_empty() {
            true => Some(message_with("criteria-own", &[("kind", title)])),
            false if self.options.full => external_sources_note(programme),
            false => Some(message_with("criteria-from-elsewhere", &[("kind", title)])),
        };
        let reasons: Vec<_> = fact_sentences(programme, met).into_iter().chain(elsewhere).collect();
        self.push_paragraph("heading-why", &kind.title, &reasons);
        let title = self.report.pack.kind_title(concept);
        // Otherwise the table says why.
        if programme.blocks.iter().all(|block| matches!(block.answer, Answer::Shown | Answer::Open)) {
            let concept = programme.kinds.iter().find(|kind| kind.id == *concept);
            let unmet = concept.into_iter().flat_map(|kind| &kind.conditions);
            let unmet = unmet.filter(|condition| condition.answer == Answer::Refuted);
            let in_words = unmet.flat_map(|condition| {
                let finding = programme.findings.iter().find(|finding| finding.code == condition.code);
                finding.map_or_else(
                    || fact_sentences(programme, std::iter::once(condition)),
                    |one| vec![one.message.clone()],
                )
            });
            let reasons: Vec<String> = in_words.collect();
            self.push_paragraph("heading-why-not", title, &reasons);
        }
        self.push_line(&self.bold(&message_with("heading-blocks", &[("concept", title.into())])));
    }

    /// Writes sentences under a heading about a kind, and an empty line.
    fn push_paragraph(&mut self, heading: &str, kind: &str, sentences: &[String]) {
        if !sentences.is_empty() {
            self.push_line(&self.bold(&message_with(heading, &[("kind", kind.into())])));
            let indent = self.indent();
            self.push_wrapped(&sentences.join(" "), indent, indent);
            self.push_line("");
        }
    }

    /// Writes a line for each point that decides a block.
    pub(super) fn push_blocks(&mut self, programme: &Programme) {
        let title_width = programme.blocks.iter().map(|block| display_width(&block.title)).max().unwrap_or_default();
        for block in &programme.blocks {
            let (symbol, style) =
                if is_misread(block) { ("!", styled_symbol(block.answer).1) } else { styled_symbol(block.answer) };
            let word = if is_misread(block) { message("answer-not-understood") } else { answer_word(block.answer) };
            let points = deciding_points(programme, block);
            if self.options.screen_reader {
                self.push_wrapped(&format!("{}: {word}. {}", block.title, points.join("; ")), "", "");
                continue;
            }
            let answer = format!("{symbol} {word}");
            let answer_width = ANSWER_WIDTH.max(display_width(&answer));
            let cell = self.styled(style, &pad(&answer, answer_width));
            let head = format!("  {}  {cell} ", pad(&block.title, title_width));
            let indent = 2 + title_width + 2 + answer_width + 1;
            let column = TextOptions { width: self.options.width.saturating_sub(indent), ..self.options };
            let wrapping = column.wrapping().subsequent_indent("  ");
            let mut lines = points.iter().flat_map(|point| wrap(point, wrapping.clone()));
            self.push_line(&format!("{head}{}", lines.next().unwrap_or_default()));
            for line in lines {
                self.push_line(&format!("{}{line}", " ".repeat(indent)));
            }
        }
    }

    pub(super) fn push_label(&mut self, programme: &Programme) {
        if let Some(text) = label_sentence(&self.report.pack, programme) {
            self.push_entry("line-label", &text);
        }
    }

    /// Writes the place on the spectrum, if the description leaves a choice of few points.
    pub(super) fn push_spectrum(&mut self, programme: &Programme) {
        let scale = &self.report.pack.spectrum;
        let Some(range) = programme.spectrum.filter(|_| programme.verdict.standing != VerdictStatus::Open) else {
            return;
        };
        if usize::from(range.to - range.from) + 1 >= scale.points.len() {
            return;
        }
        let meaning = match range {
            SpectrumRange { from, to } if from == to => {
                scale.points.iter().find(|point| point.at == from).map(|point| point.title.clone()).unwrap_or_default()
            }
            SpectrumRange { from, to } => {
                let id = if to - from == 1 { "spectrum-either" } else { "spectrum-range" };
                message_with(id, &[("from", from.into()), ("to", to.into())])
            }
        };
        let is_in_range = |at: u8| (range.from..=range.to).contains(&at);
        let points: Vec<String> = scale
            .points
            .iter()
            .map(|point| if is_in_range(point.at) { format!("[{}]", point.at) } else { format!(" {} ", point.at) })
            .collect();
        if self.options.screen_reader {
            self.push_entry("line-spectrum", &format!("{}. {meaning}.", points_named(range).join(" to ")));
        } else {
            self.push_entry("line-spectrum", &format!("{}   {meaning}", points.join(" ")));
        }
        let indent = if self.options.screen_reader { "" } else { "            " };
        let (first, last) = (scale.points.first(), scale.points.last());
        let ends = match (self.options.full, first, last) {
            (false, Some(first), Some(last)) => message_with(
                "spectrum-ends-short",
                &[
                    ("first", first.at.into()),
                    ("low", scale.low.as_str().into()),
                    ("last", last.at.into()),
                    ("high", scale.high.as_str().into()),
                ],
            ),
            _ => scale.note.clone(),
        };
        self.push_wrapped(&ends, indent, indent);
    }

    /// Writes what to ask or to change next, and what only the full report has.
    pub(super) fn push_next(&mut self, programme: &Programme) {
        let standing = programme.verdict.standing;
        let candidates = &programme.verdict.candidates;
        if standing == VerdictStatus::Open && candidates.len() > MAX_NAMED_KINDS {
            let kinds: Vec<_> = candidates.iter().map(|id| kind_title(programme, id)).collect();
            self.push_section("heading-kinds", &join_and(&kinds));
        }
        self.push_supporting(programme);
        match grouped_questions(programme).as_slice() {
            _ if standing == VerdictStatus::Contradictory => self.push_helps_of_blocks(programme),
            [] if standing == VerdictStatus::Established => {
                let kind = candidates.iter().map(|id| kind_title(programme, id)).collect::<String>();
                self.push_section("heading-questions", &message_with("nothing-to-ask", &[("kind", kind.into())]));
                self.push_helps(programme, FindingKind::Label);
            }
            [] => self.push_helps_of_blocks(programme),
            [(question, fields), others @ ..] => {
                // Other fields can answer it as well; one is enough to say. The answers below it are those to its own
                // question, which can be narrower than that of the group.
                let own = fields.first().and_then(|field| question_of(&field.field, programme.ended));
                self.push_section("heading-questions", own.unwrap_or(question));
                if let Some(field) = fields.first() {
                    self.push_question(programme, field);
                }
                if !others.is_empty() {
                    self.push_item(&message_with("questions-more", &[("count", others.len().into())]));
                }
            }
        }
        self.push_remaining(programme);
    }

    /// Writes what each answer to a question would mean, and where to write it.
    fn push_question(&mut self, programme: &Programme, question: &QuestionReport) {
        let indent = self.indent();
        for line in outcome_lines(programme, question) {
            self.push_wrapped(&line, &format!("{indent}  "), &format!("{indent}    "));
        }
        let field = FluentValue::from(question.field.as_str());
        if let Some(number) = number_in_form(programme, &question.field) {
            self.push_item(&message_with("question-in-form", &[("number", number.to_string().into())]));
        } else if question.answers.len() > MAX_NAMED_ANSWERS {
            self.push_item(&message_with("question-explain", &[("field", field.clone())]));
            // On a line of its own, so that it can be copied.
            self.push_line(&format!("{indent}  {}", message_with("question-explain-command", &[("field", field)])));
        } else {
            let answers = answers_in_order(programme, question);
            let answers: Vec<_> = answers.iter().map(|answer| format!("`{}`", answer.value)).collect();
            self.push_item(&message_with("question-field", &[("field", field), ("answers", join_or(&answers).into())]));
        }
    }

    /// Writes the points of a building block that are not met and do not decide, where the concept is possible.
    fn push_supporting(&mut self, programme: &Programme) {
        let findings = supporting_findings(&self.report.pack, programme);
        if findings.is_empty() {
            return;
        }
        self.push_blank_line();
        self.push_line(&self.bold(&message("heading-supporting")));
        for finding in findings.iter().take(MAX_HELPS) {
            self.push_item(&finding.message);
        }
    }

    /// Writes the advice on what the verdict depends on: contradictions, points of the nearest kind that are not met, or
    /// points that no single answer decides.
    fn push_helps_of_blocks(&mut self, programme: &Programme) {
        let wanted = match programme.verdict.standing {
            VerdictStatus::Contradictory => Answer::Contradictory,
            VerdictStatus::Open | VerdictStatus::Provisional => Answer::Open,
            VerdictStatus::Unclassified | VerdictStatus::Established => Answer::Refuted,
        };
        let is_about_concept = wanted != Answer::Refuted || programme.verdict.nearest.contains(&self.report.pack.id);
        let indicators = programme.blocks.iter().flat_map(|block| &block.indicators);
        let conditions = programme.kinds.iter().flat_map(|kind| &kind.conditions);
        let conditions = conditions.filter(|_| wanted == Answer::Contradictory);
        let deciding = indicators.chain(conditions);
        let deciding = deciding.filter(|one| one.weight == Weight::Necessary && one.answer == wanted);
        let codes: Vec<&str> = deciding.filter(|_| is_about_concept).map(|one| one.code.as_str()).collect();
        let is_deciding = |finding: &&Finding| codes.contains(&finding.code.as_str());
        // Until a contradiction is resolved, nothing else can be advised.
        let is_other = |finding: &&Finding| {
            wanted != Answer::Contradictory && finding.severity == Severity::Error && !is_deciding(finding)
        };
        let active = || {
            let findings = programme.findings.iter();
            findings.filter(|finding| finding.excused.is_none() && finding.kind == FindingKind::Criterion)
        };
        let findings = active().filter(is_deciding).chain(active().filter(is_other));
        let helps: Vec<&str> = findings.filter_map(|one| one.help.as_deref()).collect();
        if helps.is_empty() {
            self.push_helps(programme, FindingKind::Label);
        } else {
            self.push_help_list(&helps);
        }
    }

    /// Writes the advice of the findings that decide against the expected kind, or against the label.
    fn push_helps(&mut self, programme: &Programme, about: FindingKind) {
        let is_about = |finding: &&Finding| finding.kind == about && finding.excused.is_none();
        // A label that does not match may be no more than a note, where nothing in particular is expected.
        let decides = |finding: &&Finding| finding.severity == Severity::Error || about == FindingKind::Label;
        let deciding = programme.findings.iter().filter(is_about).filter(decides);
        self.push_help_list(&deciding.filter_map(|finding| finding.help.as_deref()).collect::<Vec<_>>());
    }

    fn push_help_list(&mut self, helps: &[&str]) {
        let helps = &helps[..helps.len().min(MAX_HELPS)];
        if let [help] = helps {
            self.push_section("heading-help", help);
        } else if !helps.is_empty() {
            self.push_blank_line();
            self.push_line(&self.bold(&message("heading-help")));
            for help in helps {
                let (first_indent, other_indent) =
                    if self.options.screen_reader { ("", "") } else { ("  · ", "    ") };
                self.push_wrapped(&sanitize_line(help), first_indent, other_indent);
            }
        }
    }

    /// Says how much only the full report shows.
    fn push_remaining(&mut self, programme: &Programme) {
        let active =
            programme.findings.iter().filter(|finding| finding.excused.is_none() && !is_mistake(finding)).count();
        let excused = programme.findings.iter().filter(|finding| finding.excused.is_some()).count();
        let counts = [("findings-more", active), ("findings-excused", excused)];
        let texts: Vec<_> = counts
            .iter()
            .filter(|(_, count)| *count > 0)
            .map(|(id, count)| message_with(id, &[("count", (*count).into())]))
            .collect();
        if !texts.is_empty() {
            self.push_blank_line();
            self.push_wrapped(&texts.join(" "), "", "");
        }
    }

    /// Writes a heading and a first paragraph.
    fn push_section(&mut self, heading: &str, text: &str) {
        self.push_blank_line();
        self.push_line(&self.bold(&message(heading)));
        self.push_item(text);
    }

    fn push_item(&mut self, text: &str) {
        let indent = self.indent();
        self.push_wrapped(&sanitize_line(text), indent, indent);
    }

    /// Writes a line with a name at its start.
    fn push_entry(&mut self, name: &str, text: &str) {
        if self.options.screen_reader {
            self.push_wrapped(&format!("{}: {text}", message(name)), "", "");
        } else {
            self.push_wrapped(text, &format!("  {}", pad(&message(name), 10)), "            ");
        }
    }

    const fn indent(&self) -> &'static str {
        if self.options.screen_reader { "" } else { "  " }
    }
}

/// The ends of a range, once if they are the same.
fn points_named(range: SpectrumRange) -> Vec<String> {
    let mut points = vec![range.from.to_string(), range.to.to_string()];
    points.dedup();
    points
}
