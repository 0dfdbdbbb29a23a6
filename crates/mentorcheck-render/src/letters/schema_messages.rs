//! What the schema does not allow, for people who fill in a form.

use crate::letters::{markdown_escape::Markdown, model::Mistake};
use mentorcheck_core::{
    diagnostic::Finding,
    schema::{Field, Vocabulary},
};

/// What the codes of such findings begin with.
const SCHEMA: &str = "schema/";

/// How the advice on a mistake begins its list of what may stand there: by name and title, one a
/// line, or by names alone, which only say something to those who know them.
const LIST: &str = "Allowed here";

/// The mistake that a finding tells of, in plain words.
pub(crate) fn mistake(finding: &Finding, vocabulary: &Vocabulary) -> Option<Mistake> {
    let place = finding.spans.first().filter(|_| finding.code.starts_with(SCHEMA))?;
    let mut steps = place.pointer.as_deref().unwrap_or_default().split('/').skip(1);
    let (section, key) = (steps.next().unwrap_or_default(), steps.next().unwrap_or_default());
    let field = vocabulary.field(&format!("{section}.{key}")).map(|id| &vocabulary.fields[id]);
    let about: Vec<&Field> = field.into_iter().collect();
    // A key may be meant that stands in the same section.
    let keys = |text: &str| {
        let piece = |(at, piece): (usize, &str)| match vocabulary.field(&format!("{section}.{piece}")) {
            Some(_) if at % 2 == 1 => format!("{section}.{piece}"),
            _ => piece.to_owned(),
        };
        text.split('`').enumerate().map(piece).collect::<Vec<_>>().join("`")
    };

    let help = finding.help.as_deref().unwrap_or_default();
    let (advice, list) = help.find(LIST).map_or((help, ""), |at| help.split_at(at));
    let allowed = list.lines().filter(|line| line.starts_with("  ")).filter_map(|line| line.split_once(": "));
    Some(Mistake {
        line: place.line,
        problem: Markdown::told_as_written(&finding.message, vocabulary),
        advice: Markdown::told(&keys(advice), &about, vocabulary),
        allowed: allowed.map(|(_, title)| Markdown::text(title)).collect(),
    })
}
