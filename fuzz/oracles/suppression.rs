//! Comments that allow findings: they hide what they name and cover, and change nothing else.
//!
//! The first byte sets options. If the second is even, the rest of the input is a description; otherwise each choice of
//! comment takes a few bytes, and the comments are put into a description that has findings. The pack is the smallest with
//! every part, with which checks are fast.

use std::sync::LazyLock;

use super::{assert_finding, assert_span, input::ChoiceReader, pack::small_pack};
use mentorcheck_core::{
    checker::Checker,
    diagnostic::{Finding, SuppressionSource},
    eval::Expectation,
    facts::Facts,
    input::is_mapping,
    report::Programme,
    schema::vocabulary,
    suppress::{
        Policy,
        allow_comments::{Directive, DirectiveComment, find_directives},
        is_suppressible,
    },
};
use mentorcheck_yaml::{Document, Node, ParsedFile, SourceFile, Value};

/// Limits that `SECURITY.md` gives.
const MAX_ALLOWED: usize = 1_000;
const MAX_CODE_BYTES: usize = 200;
const MAX_REASON_CHARS: usize = 2_000;

const NAME: &str = "description.yaml";
/// How every directive begins, after the `#`.
const PREFIX: &str = "mentorcheck:";

/// One checker that honours comments, and one that does not.
struct Checkers {
    honouring: Checker,
    ignoring: Checker,
}

static CHECKERS: LazyLock<Checkers> = LazyLock::new(|| {
    let builder = || Checker::builder(small_pack()).compute_fixes(false);
    let pack = small_pack();
    let policy = Policy::new(&pack, Expectation::Kind(pack.concept)).without_comments();
    Checkers { honouring: builder().build(), ignoring: builder().suppressions(policy).build() }
});

/// Constructed; has findings on keys, values, items of lists and what is not stated.
const LINES: [&str; 22] = [
    "programme: {name: 'A draft (constructed)', label: coaching}",
    "mentor:",
    "  capacity: paid",
    "  gains: [",
    "    salary,",
    "    nothing-else",
    "  ]",
    "mentee: {target: child,",
    "  situation: [job-seeker]}",
    "purpose:",
    "  main: work",
    "  objectives: not-set",
    "relationship:",
    "  contact: one-off",
    "  role: |",
    "    means",
    "  course:",
    "    - open-ended",
    "    - unknown",
    "x-note: \"one",
    "  # two\"",
    "third_actor: {supports: [none]}",
];

/// # Panics
/// If an invariant is violated.
pub fn check_invariants(bytes: &[u8]) {
    let mut input = ChoiceReader::new(bytes);
    let [options, form] = [(); 2].map(|()| input.byte());
    let text = if form.is_multiple_of(2) {
        String::from_utf8_lossy(input.rest()).into_owned()
    } else {
        with_comments(&mut input)
    };
    let source = ParsedFile::parse(NAME, text.into_bytes());
    // The comments of a text in which they may be what is wrong cannot be compared with those of another.
    if !source.errors.is_empty() {
        let _ = CHECKERS.honouring.check(NAME, source.text.content());
        return;
    }
    let mut blanked = source.text.content().to_owned();
    let comments = find_directives(&source.text, &source.documents);
    assert_eq!(comments.len(), source.documents.len());
    for (document, found) in source.documents.iter().zip(&comments) {
        assert_comments(&source.text, document, found);
        for comment in found {
            blank(&mut blanked, comment);
        }
    }
    if comments.iter().all(Vec::is_empty) {
        return;
    }
    let checker = if options.is_multiple_of(8) { &CHECKERS.ignoring } else { &CHECKERS.honouring };
    let honours = !options.is_multiple_of(8);
    let with = checker.check(NAME, source.text.content());
    let without = checker.check(NAME, blanked.as_str());
    let is_limited = comments.iter().flatten().any(|comment| comment.directive == Directive::TooMany);
    assert_eq!(with.programmes.len(), without.programmes.len(), "{blanked:?}");
    let judged = source.documents.iter().zip(&comments).filter(|(document, _)| is_mapping(document));
    for (((_, comments), with), without) in judged.zip(&with.programmes).zip(&without.programmes) {
        assert_hides_what_it_covers(with, comments, honours);
        assert_every_comment_is_answered(with, comments, honours);
        // Comments beyond the limit are not read, so they are in the other text as well.
        if !is_limited {
            assert_same_answers(with, without);
            assert!(without.findings.iter().all(|finding| finding.excused.is_none()), "{blanked:?}");
        }
    }
    assert_facts(&source, blanked);
}

/// The description with comments at the ends of its lines or above them.
fn with_comments(input: &mut ChoiceReader<'_>) -> String {
    let mut lines: Vec<String> = LINES.iter().map(|line| (*line).to_owned()).collect();
    while !input.is_empty() {
        let at = input.below(lines.len());
        let place = input.byte();
        let comment = comment(input);
        match place % 8 {
            0..4 => lines[at] = format!("{} {comment}", lines[at]),
            4..6 => lines.insert(at, format!("  {comment}")),
            6 => lines.insert(at, comment),
            // Many comments, one for each line.
            _ => lines.insert(at, format!("{comment}\n").repeat(usize::from(place) / 8)),
        }
        // Lines break in three ways.
        if place >= 0xf0 {
            lines[at].push('\r');
        }
    }
    lines.join("\n")
}

fn comment(input: &mut ChoiceReader<'_>) -> String {
    let codes = &CODES;
    let code = &codes[usize::from(input.byte()) % codes.len()];
    let form = input.byte();
    let reason = match input.byte() {
        length @ 0..240 => String::from_utf8_lossy(input.bytes(usize::from(length) % 16)).replace(['\n', '\r'], " "),
        long => "word ".repeat(usize::from(long) * 2),
    };
    match form % 8 {
        0..4 => format!("# {PREFIX} allow {code} because {reason}"),
        4 => format!("# {PREFIX} allow {code}, {code} because {reason}"),
        5 => format!("#{PREFIX}allow {code} {reason}"),
        6 => format!("# {reason} # {PREFIX}  allow {} because it is so", format!("{code},").repeat(usize::from(form))),
        _ => format!("# {PREFIX} {reason}"),
    }
}

/// Codes that the description has findings with, others, and what is none.
static CODES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let description = LINES.join("\n");
    let found = CHECKERS.honouring.check(NAME, description).programmes;
    let mut codes: Vec<String> =
        found.iter().flat_map(|one| &one.findings).map(|finding| finding.code.clone()).collect();
    codes.extend(CHECKERS.honouring.pack().renamed_codes.iter().map(|(former, _)| former.clone()));
    codes.extend(["schema/unknown-value", "allow/unused", "no/such", "none", "/", "because", ""].map(str::to_owned));
    codes.sort();
    codes.dedup();
    codes
});

/// Leaves only the `#`, so that nothing is where it was not.
fn blank(text: &mut String, comment: &DirectiveComment) {
    let (start, end) = (comment.span.start + 1, comment.span.end);
    text.replace_range(start..end, &" ".repeat(end - start));
}

/// Comments are in order, within limits and outside all scalars.
fn assert_comments(text: &SourceFile, document: &Document, comments: &[DirectiveComment]) {
    let mut line = 0;
    let mut codes_read = 0;
    for (index, comment) in comments.iter().enumerate() {
        assert_span(comment.span, text, "comment");
        let written = text.slice(comment.span);
        assert!(written.starts_with('#') && written.contains(PREFIX), "{written:?}");
        assert_eq!(text.line_col(comment.span.start).line, comment.line);
        assert!(comment.line > line, "line {} is after line {line}", comment.line);
        line = comment.line;
        assert!(comment.target_lines[0] == comment.line && comment.target_lines[1] >= comment.line, "{comment:?}");
        assert!(comment.target_lines[1] <= text.line_count(), "{comment:?}");
        assert!(comment.fields.iter().all(|field| field.starts_with('/')), "{comment:?}");
        match &comment.directive {
            Directive::Allow { codes, reason } => {
                codes_read += codes.len();
                assert!(!codes.is_empty() && codes.iter().all(|code| code.contains('/')), "{codes:?}");
                assert!(codes.iter().all(|code| code.len() <= MAX_CODE_BYTES), "{codes:?}");
                let length = reason.as_ref().map_or(1, |reason| reason.trim_end_matches('…').chars().count());
                assert!((1..=MAX_REASON_CHARS).contains(&length), "a reason of {length} characters");
            }
            Directive::Invalid => codes_read += 1,
            Directive::TooMany => assert_eq!(index + 1, comments.len(), "comments after too many"),
        }
    }
    assert!(codes_read <= MAX_ALLOWED, "{codes_read} codes are read");
    let mut scalars = Vec::new();
    collect_scalars(document.root(), 0, &mut scalars);
    for comment in comments {
        let inside = scalars.iter().find(|span| span.0 <= comment.span.start && comment.span.start < span.1);
        assert!(inside.is_none(), "{comment:?} is in the value at {inside:?} of {:?}", text.content());
    }
}

/// The places of all values, without what references lead to.
fn collect_scalars(node: Node<'_>, depth: usize, scalars: &mut Vec<(usize, usize)>) {
    if node.alias_span().is_some() || depth > 64 {
        return;
    }
    match node.value() {
        Value::Scalar(_) => scalars.push((node.span().start, node.span().end)),
        Value::Sequence(list) => list.iter().for_each(|item| collect_scalars(item, depth + 1, scalars)),
        Value::Mapping(map) => map.iter().for_each(|(key, value)| {
            scalars.push((key.span.start, key.span.end));
            collect_scalars(value, depth + 1, scalars);
        }),
    }
}

fn is_about_comments(finding: &Finding) -> bool {
    finding.code.starts_with("allow/")
}

/// A comment changes no verdict, and no finding but for whether it is allowed.
fn assert_same_answers(with: &Programme, without: &Programme) {
    assert_eq!(with.valid, without.valid);
    assert_eq!(with.as_expected, without.as_expected);
    assert_eq!(format!("{:?}", with.verdict), format!("{:?}", without.verdict));
    let findings = |programme: &Programme| -> Vec<Finding> {
        let own = programme.findings.iter().filter(|finding| !is_about_comments(finding)).cloned();
        own.map(|finding| Finding { excused: None, ..finding }).collect()
    };
    assert_eq!(findings(with), findings(without));
    let is_excused = with.findings.iter().any(|finding| finding.excused.is_some());
    assert!(is_excused || with.passes == without.passes, "nothing is allowed, and it passes or fails for that");
    assert!(with.passes || !without.passes, "a comment makes it fail");
}

fn assert_hides_what_it_covers(programme: &Programme, comments: &[DirectiveComment], honours: bool) {
    for finding in &programme.findings {
        assert_finding(finding, &programme.text);
        let covers = |comment: &&DirectiveComment| {
            let Directive::Allow { codes, reason: Some(_) } = &comment.directive else { return false };
            let renamed = CHECKERS.honouring.pack().renamed_codes.iter().filter(|(_, new)| *new == finding.code);
            let names = renamed.map(|(old, _)| old).chain([&finding.code]);
            names.into_iter().any(|name| codes.contains(name)) && finding.spans.iter().any(|span| comment.covers(span))
        };
        let covering: Vec<usize> = comments.iter().filter(covers).map(|comment| comment.line).collect();
        match &finding.excused {
            Some(suppression) => {
                assert!(honours && suppression.by == SuppressionSource::Comment, "{finding:?}");
                assert!(is_suppressible(&finding.code), "{finding:?} is allowed");
                assert!(suppression.line.is_some_and(|line| covering.contains(&line)), "{finding:?}: {covering:?}");
                assert!(suppression.because.as_ref().is_some_and(|reason| !reason.trim().is_empty()), "{finding:?}");
            }
            None => assert!(
                !honours || covering.is_empty() || !is_suppressible(&finding.code),
                "{finding:?} is not allowed by the comments on {covering:?}"
            ),
        }
    }
}

/// Each comment allows something or is the subject of a finding.
fn assert_every_comment_is_answered(programme: &Programme, comments: &[DirectiveComment], honours: bool) {
    let of_line = |line: usize| {
        let findings = programme.findings.iter().filter(|finding| is_about_comments(finding));
        findings.filter(move |finding| finding.spans.iter().any(|span| span.line == line)).count()
    };
    let lines = |line: usize| {
        let excused = programme.findings.iter().filter_map(|finding| finding.excused.as_ref());
        excused.filter(move |suppression| suppression.line == Some(line)).count()
    };
    for comment in comments {
        let findings = of_line(comment.line);
        let expected = match &comment.directive {
            Directive::TooMany | Directive::Invalid | Directive::Allow { reason: None, .. } => 1..=1,
            Directive::Allow { .. } if !honours => 1..=1,
            Directive::Allow { codes, .. } => 0..=codes.len(),
        };
        assert!(expected.contains(&findings), "{findings} findings on {comment:?}");
        // A later comment on the same finding takes the place of an earlier one.
        let is_repeated = comments.iter().any(|other| other.line > comment.line);
        assert!(findings + lines(comment.line) > 0 || is_repeated, "nothing is said of {comment:?}");
    }
    let total = programme.findings.iter().filter(|finding| is_about_comments(finding)).count();
    assert!(total <= MAX_ALLOWED + 1, "{total} findings on comments");
}

/// What is in a comment states nothing.
fn assert_facts(source: &ParsedFile, blanked: String) {
    let other = ParsedFile::parse(NAME, blanked.into_bytes());
    assert!(other.errors.is_empty() && other.documents.len() == source.documents.len(), "{:?}", other.text.content());
    for (document, other) in source.documents.iter().zip(&other.documents) {
        let facts = |document| Facts::from_document(document, vocabulary());
        assert_eq!(facts(document), facts(other));
    }
}
