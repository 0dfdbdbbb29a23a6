//! What `--full` adds to the report on a programme: findings with their places, all questions, ways to the expected kind,
//! and what is excused.

use super::TextWriter;
use crate::{
    fix_steps,
    question_outcomes::question_groups,
    wording::{self, is_optional_note, kind_title},
};
use mentorcheck_core::{
    catalogue::message, diagnostic::Finding, format_message, report::Programme, sanitize::sanitize,
};

impl TextWriter<'_> {
    pub(super) fn push_details(&mut self, programme: &Programme) {
        let (suppressed, findings): (Vec<&Finding>, Vec<&Finding>) =
            programme.findings.iter().partition(|finding| finding.excused.is_some());
        let (optional_notes, findings): (Vec<&Finding>, Vec<&Finding>) =
            findings.into_iter().partition(|finding| is_optional_note(programme, finding));
        // Mistakes of form come first in the report.
        let findings: Vec<_> = findings.into_iter().filter(|finding| !wording::is_mistake(finding)).collect();
        self.push_findings(findings.into_iter(), &programme.text);
        self.push_questions(programme);
        self.push_fixes(programme);
        if !optional_notes.is_empty() {
            self.push_blank_line();
            self.push_line(&self.bold(&message("heading-optional")));
            for finding in optional_notes {
                let help = finding.help.as_deref().unwrap_or_default();
                self.push_wrapped(&format!("{} {help}", finding.message), "  · ", "    ");
            }
        }
        if !suppressed.is_empty() {
            self.push_blank_line();
            self.push_line(&self.bold(&message("heading-excused")));
            for finding in suppressed {
                let reason = finding.excused.as_ref().map(wording::describe_suppression).unwrap_or_default();
                let text = format!("{} {} ({reason})", finding.code, finding.message);
                self.push_wrapped(&sanitize(&text), "  · ", "    ");
            }
        }
    }

    fn push_questions(&mut self, programme: &Programme) {
        let groups = question_groups(programme);
        if groups.is_empty() {
            return;
        }
        self.push_blank_line();
        self.push_line(&self.bold(&message("heading-all-questions")));
        for (index, group) in groups.iter().enumerate() {
            self.push_wrapped(group.heading, &format!("  {}. ", index + 1), "     ");
            for (under, outcomes) in &group.fields {
                self.push_wrapped(under, "     ", "       ");
                for line in outcomes {
                    self.push_wrapped(line, "       ", "         ");
                }
            }
        }
    }

    fn push_fixes(&mut self, programme: &Programme) {
        let fixes = &programme.remedy;
        let target = kind_title(programme, &fixes.target);
        if fixes.unreachable {
            self.push_blank_line();
            self.push_wrapped(&format_message!("fixes-unreachable", target = target.as_str()), "", "");
        }
        // What has ended cannot be changed.
        let Some(heading) = fix_steps::heading(programme, &target).filter(|_| !programme.ended) else { return };
        self.push_blank_line();
        for line in textwrap::wrap(&heading, self.options.wrapping()) {
            self.push_line(&self.bold(&line));
        }
        for (index, set) in fixes.sets.iter().take(fix_steps::MAX_FIX_SETS).enumerate() {
            let mut prefix = format!("  {}. ", index + 1);
            for step in fix_steps::steps(programme, set) {
                self.push_wrapped(&step, &prefix, "       ");
                prefix = "     ".into();
            }
        }
    }
}
