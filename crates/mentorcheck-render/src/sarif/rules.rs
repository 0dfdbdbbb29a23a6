//! Rules: what each code means, why it matters and what to do.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::{Value, json};

use super::message::{Message, plain_text};
use crate::markdown;
use mentorcheck_core::{
    clause::to_sentence,
    diagnostic::{
        Finding, Rationale,
        codes::{BuiltinCode, CODES},
    },
    pack::Weight,
    report::{CriterionInfo, Report},
};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Rule<'r> {
    pub(super) id: &'r str,
    name: String,
    short_description: Message,
    full_description: Message,
    help: Message,
    #[serde(skip_serializing_if = "Option::is_none")]
    help_uri: Option<&'r str>,
    default_configuration: Value,
    properties: Value,
}

/// What is known of a code.
struct Explanation<'s> {
    /// A full sentence.
    title: String,
    /// Why it matters, where no claim says so.
    rationale: Option<String>,
    /// The claim behind it.
    claim: Option<&'s Rationale>,
    /// What to ask or do.
    advice: Option<String>,
    /// The page that explains it.
    url: Option<&'s str>,
}

/// Rules for every code of the pack in order, then for other codes: `others` has a finding with each, in their order.
pub(super) fn collect_rules<'r>(report: &'r Report, others: impl Iterator<Item = &'r Finding>) -> Vec<Rule<'r>> {
    let mut seen = BTreeSet::new();
    let described = report.pack.criteria().filter(|(_, criterion)| seen.insert(criterion.code.as_str()));
    let described = described.map(|(owner, criterion)| rule_for_criterion(owner, criterion));
    described.chain(others.map(rule_for_finding)).collect()
}

fn rule_for_criterion<'r>(owner: &str, criterion: &'r CriterionInfo) -> Rule<'r> {
    let level = match criterion.weight {
        Weight::Necessary => "warning",
        Weight::Supporting => "note",
    };
    let explanation = Explanation {
        title: to_sentence(&criterion.title),
        rationale: None,
        claim: criterion.why.as_ref(),
        advice: Some(format!("To ask: {}", criterion.question)),
        url: criterion.url.as_deref(),
    };
    new_rule(&criterion.code, owner, level, &explanation)
}

/// The rule of a code outside the pack's criteria: a built-in code, or an interpretation, whose code describes it.
fn rule_for_finding(finding: &Finding) -> Rule<'_> {
    let code = finding.code.as_str();
    let builtin = find_builtin(code);
    let words = code.rsplit('/').next().unwrap_or(code).replace('-', " ");
    let explanation = Explanation {
        title: to_sentence(&builtin.map_or(words, BuiltinCode::title)),
        rationale: builtin.map(BuiltinCode::rationale),
        claim: finding.why.as_ref(),
        advice: builtin.map(BuiltinCode::help),
        url: finding.url.as_deref(),
    };
    let severity = builtin.map_or(finding.severity, |builtin| builtin.severity);
    new_rule(code, code.split('/').next().unwrap_or(code), severity.as_str(), &explanation)
}

fn find_builtin(code: &str) -> Option<&'static BuiltinCode> {
    CODES.binary_search_by_key(&code, |entry| entry.code).ok().map(|index| &CODES[index])
}

fn new_rule<'r>(code: &'r str, owner: &str, level: &str, explanation: &Explanation<'r>) -> Rule<'r> {
    let description = explanation.claim.map(|claim| claim.says.as_str()).or(explanation.rationale.as_deref());
    let url = explanation.url;
    let properties = match url {
        Some(url) => json!({ "tags": [owner], "documentation": url }),
        None => json!({ "tags": [owner] }),
    };
    Rule {
        id: code,
        name: to_pascal_case(code),
        short_description: plain_text(&explanation.title),
        full_description: plain_text(description.unwrap_or(&explanation.title)),
        help: rule_help(explanation),
        // A viewer cannot open a relative link into the documentation.
        help_uri: url.filter(|url| url.starts_with("https://")),
        default_configuration: json!({ "level": level }),
        properties,
    }
}

fn rule_help(explanation: &Explanation<'_>) -> Message {
    let Explanation { title, rationale, claim, advice, .. } = explanation;
    let mut text_parts = vec![title.clone()];
    let mut markdown_parts = vec![format!("**{}**", markdown::escape_prose(title))];
    if let Some(claim) = claim {
        text_parts.push(format!("{} ({})", claim.says, claim.claim));
        markdown_parts.push(format!(
            "{} ({})",
            markdown::escape_prose(&claim.says),
            markdown::escape_prose(&claim.claim)
        ));
        let from = claim.from.as_deref();
        if let Some(quote) = &claim.quote {
            text_parts.push(
                format!("“{quote}” {}", from.map(|from| format!("({from})")).unwrap_or_default()).trim_end().into(),
            );
            let from = from.map(|from| format!("\n> — {}", markdown::escape_prose(from))).unwrap_or_default();
            markdown_parts.push(format!("> “{}”{from}", markdown::escape_prose(quote)));
        }
    }
    for text in rationale.iter().chain(advice) {
        text_parts.push(text.clone());
        markdown_parts.push(markdown::escape_prose(text));
    }
    Message { text: plain_text(&text_parts.join(" ")).text, markdown: Some(markdown_parts.join("\n\n")) }
}

/// `a/b-c` as `ABC`: rule names are in Pascal case (3.49.7).
fn to_pascal_case(code: &str) -> String {
    let capitalize = |word: &str| {
        let mut chars = word.chars();
        chars.next().map(|first| first.to_uppercase().chain(chars).collect::<String>())
    };
    code.split(|ch: char| !ch.is_alphanumeric()).filter_map(capitalize).collect()
}
