//! The HTML report contains the whole report, is well-formed, loads nothing and escapes file content. How browsers
//! render it is tested in `tests/browser`.

use crate::common::recount_totals;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::PathBuf,
    sync::LazyLock,
};

use html5gum::{Token, Tokenizer};

use mentorcheck_core::{
    checker::Checker,
    diagnostic::{FileDiagnostics, Suppression, SuppressionSource},
    evidence::EvidenceLevel,
    facts::assumption::Assumption,
    input::Input,
    pack::built_in,
    report::Report,
    schema::vocabulary,
};
use mentorcheck_render::html;
use mentorcheck_yaml::SourceFile;

/// A constructed description with markup, bidi overrides and terminal escapes in its texts.
const HOSTILE: &str = r#"# Constructed.
programme:
  name: "<script>alert(1)</script> \"'&\u202e\e[31m</title></style>"
  label: mentoring
purpose:
  main: companionship # </code></pre><script>alert(2)</script>
mentor:
  capacity: "</mark><img src=http://example.org/ onerror=alert(3)>"
"#;

fn checker() -> Checker {
    Checker::builder(built_in("mentoring-to-work").unwrap().load(vocabulary()).unwrap()).build()
}

fn input(path: &str, content: &str) -> Input {
    Input { path: path.into(), first_document: 0, is_explicit: true, content: Ok(content.into()), origin: None }
}

fn fixture(path: &str) -> Input {
    input(path, &fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap())
}

fn real(names: &[&str]) -> Vec<Input> {
    names.iter().map(|name| fixture(&format!("fixtures/real/{name}.yaml"))).collect()
}

/// A report with a bit of everything: two programmes, one partly understood, one hostile, one unreadable file, one
/// skipped file, suppressed findings and a finding about the configuration.
fn full_report() -> Report {
    let mut inputs = real(&["hostnation", "acces-speed-mentoring"]);
    inputs.push(fixture("fixtures/malformed/unknown-value-in-list.yaml"));
    inputs.push(fixture("fixtures/malformed/syntax-tab.yaml"));
    inputs.push(input("<b>hostile</b>.yaml", HOSTILE));
    inputs.push(Input { is_explicit: false, ..input("shopping.yaml", "shopping: [bread]\n") });
    let mut report = checker().check_all(inputs);
    let suppressions = [
        (SuppressionSource::Comment, Some("known <i>and</i> accepted"), "fixtures/real/hostnation.yaml", Some(7)),
        (SuppressionSource::Baseline, None, "baseline.json", None),
    ];
    for (finding, (by, because, path, line)) in report.programmes[0].findings.iter_mut().zip(suppressions) {
        finding.excused = Some(Suppression { by, because: because.map(str::to_owned), path: path.into(), line });
    }
    report.programmes[0].passes = true;
    let mut finding = report.unreadable[0].findings[0].clone();
    finding.message = "The policy excuses a finding that is not there.".into();
    let text = SourceFile::new("policy.yaml", "excuse: it\n");
    report.policy = vec![FileDiagnostics { path: "policy.yaml".into(), findings: vec![finding], file: text }];
    report.totals = recount_totals(&report);
    report
}

#[derive(Debug)]
enum PageEvent {
    Start(String, BTreeMap<String, String>),
    End(String),
    Text(String),
}

fn parse_page(page: &str) -> Vec<PageEvent> {
    let string = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let mut pieces = Vec::new();
    for token in Tokenizer::new(page) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let name = string(&tag.name);
                let attributes = tag.attributes.iter().map(|(key, value)| (string(key), string(value))).collect();
                pieces.push(PageEvent::Start(name.clone(), attributes));
                if tag.self_closing {
                    pieces.push(PageEvent::End(name));
                }
            }
            Token::EndTag(tag) => pieces.push(PageEvent::End(string(&tag.name))),
            Token::String(text) => pieces.push(PageEvent::Text(string(&text))),
            Token::Error(error) => panic!("parse error: {error:?}"),
            _ => {}
        }
    }
    pieces
}

/// The text content of the first element that `which` selects.
fn text_content(pieces: &[PageEvent], is_match: impl Fn(&str, &BTreeMap<String, String>) -> bool) -> String {
    let start = pieces
        .iter()
        .position(|piece| matches!(piece, PageEvent::Start(name, attributes) if is_match(name, attributes)));
    let mut depth = 0;
    let mut content = String::new();
    for piece in &pieces[start.expect("the element exists")..] {
        match piece {
            PageEvent::Start(name, _) => depth += usize::from(!VOID_ELEMENTS.contains(&name.as_str())),
            PageEvent::End(_) => depth -= 1,
            PageEvent::Text(text) => content.push_str(text),
        }
        if depth == 0 {
            break;
        }
    }
    content
}

/// Void elements, which have no end tag.
const VOID_ELEMENTS: [&str; 4] = ["meta", "br", "img", "input"];

static PAGES: LazyLock<Vec<(&str, String)>> = LazyLock::new(|| {
    let assumptions = vec![Assumption::parse("relationship.contact=one-off", vocabulary()).unwrap()];
    let what_if = checker().into_builder().assume(assumptions).require_evidence(Some(EvidenceLevel::Asserted)).build();
    let many: Vec<Input> = (0..22).map(|number| input(&format!("{number}.yaml"), HOSTILE)).collect();
    vec![
        ("one", html::render(&checker().check_all(real(&["hostnation"])))),
        ("everything", html::render(&full_report())),
        ("assumption", html::render(&what_if.check_all([fixture("fixtures/evidence/in-part.yaml")]))),
        ("assumption for two", html::render(&what_if.check_all(real(&["hostnation", "duo-for-a-job"])))),
        ("folded", html::render(&checker().check_all(many))),
        ("hostile", html::render(&checker().check_all([input("hostile.yaml", HOSTILE)]))),
        ("unreadable alone", html::render(&checker().check_all([fixture("fixtures/malformed/syntax-tab.yaml")]))),
        ("nothing", html::render(&checker().check_all([]))),
    ]
});

#[test]
fn every_page_is_well_formed() {
    for (name, page) in &*PAGES {
        let mut open: Vec<String> = Vec::new();
        let (mut ids, mut targets) = (BTreeSet::new(), Vec::new());
        let mut level = 0;
        for piece in parse_page(page) {
            match piece {
                PageEvent::Start(tag, attributes) => {
                    if let Some(id) = attributes.get("id") {
                        assert!(ids.insert(id.clone()), "{name}: duplicate id {id}");
                    }
                    let named = ["href", "aria-labelledby"].iter().filter_map(|key| attributes.get(*key));
                    targets.extend(
                        named.flat_map(|value| value.split(' ')).map(|id| id.trim_start_matches('#').to_owned()),
                    );
                    if let Some(heading) = tag.strip_prefix('h').and_then(|digit| digit.parse::<usize>().ok()) {
                        assert!(heading <= level + 1, "{name}: h{heading} after h{level}");
                        level = heading;
                    }
                    if !VOID_ELEMENTS.contains(&tag.as_str()) {
                        open.push(tag);
                    }
                }
                PageEvent::End(tag) => assert_eq!(open.pop().as_deref(), Some(tag.as_str()), "{name}"),
                PageEvent::Text(_) => {}
            }
        }
        assert!(open.is_empty(), "{name}: {open:?}");
        assert_eq!(targets.iter().find(|target| !ids.contains(*target)), None, "{name}: dangling reference");
    }
}

#[test]
fn no_page_loads_anything() {
    for (name, page) in &*PAGES {
        let mut policy = String::new();
        for piece in parse_page(page) {
            let PageEvent::Start(tag, attributes) = piece else { continue };
            assert!(
                !["link", "iframe", "img", "object", "embed", "base", "form"].contains(&tag.as_str()),
                "{name}: <{tag}>"
            );
            if attributes.get("http-equiv").is_some_and(|header| header == "Content-Security-Policy") {
                policy.clone_from(&attributes["content"]);
            }
            for (key, value) in &attributes {
                assert!(key != "src" && key != "style" && !key.starts_with("on"), "{name}: {key}={value}");
                assert!(key != "href" || value.starts_with('#'), "{name}: {key}={value}");
            }
        }
        let inline_code: String = ["<style>", "<script>"]
            .iter()
            .map(|tag| page.split(tag).nth(1).unwrap().split("</").next().unwrap())
            .collect();
        assert!(
            !inline_code.contains("url(")
                && !inline_code.contains("@import")
                && !inline_code.contains("://")
                && !inline_code.contains("fetch("),
            "{name}"
        );
        assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{name}: {policy}");
        assert!(!policy.contains("unsafe") && !policy.contains('*'), "{name}: {policy}");
    }
}

#[test]
fn every_image_has_a_text_alternative() {
    for (name, page) in &*PAGES {
        let pieces = parse_page(page);
        let mut hidden_or_named = 0;
        let mut depth = 0;
        for (at, piece) in pieces.iter().enumerate() {
            match piece {
                PageEvent::Start(tag, attributes) if tag == "svg" => {
                    depth += 1;
                    // A nested element belongs to the outer image.
                    if depth > 1 {
                        continue;
                    }
                    let hidden = attributes.get("aria-hidden").is_some_and(|value| value == "true");
                    let image = attributes.get("role").is_some_and(|role| role == "img");
                    let next = pieces[at + 1..]
                        .iter()
                        .find(|piece| !matches!(piece, PageEvent::Text(text) if text.trim().is_empty()));
                    let titled = matches!(next, Some(PageEvent::Start(tag, _)) if tag == "title");
                    assert!(
                        hidden || (image && titled),
                        "{name}: an image without a text alternative: {:?}",
                        &pieces[at..at + 3]
                    );
                    if image {
                        assert!(!text_content(&pieces[at..], |tag, _| tag == "title").trim().is_empty(), "{name}");
                    }
                    hidden_or_named += 1;
                }
                PageEvent::End(tag) if tag == "svg" => depth -= 1,
                _ => {}
            }
        }
        assert!(hidden_or_named > 0, "{name}");
    }
}

#[test]
fn file_content_stays_text() {
    let page = html::render(&checker().check_all([input("hostile.yaml", HOSTILE)]));
    let pieces = parse_page(&page);
    let scripts = pieces.iter().filter(|piece| matches!(piece, PageEvent::Start(tag, _) if tag == "script")).count();
    assert_eq!(scripts, 1, "the report's own script only");
    let name = text_content(&pieces, |tag, _| tag == "h1");
    assert_eq!(name, "<script>alert(1)</script> \"'&\\u{202e}\\u{1b}[31m</title></style>");
    let title = text_content(&pieces, |tag, _| tag == "title");
    assert!(title.starts_with("<script>alert(1)</script>"), "{title}");
    let lines = text_content(&pieces, |tag, attributes| tag == "pre" && attributes["class"] == "lines");
    assert!(lines.contains("</mark><img src=http://example.org/ onerror=alert(3)>"), "{lines}");
    let is_unsafe = |ch: char| (ch.is_control() && ch != '\n') || ('\u{202a}'..='\u{202e}').contains(&ch);
    assert_eq!(page.chars().find(|letter| is_unsafe(*letter)), None);
}

#[test]
fn the_counts_match_the_report() {
    let report = full_report();
    let pieces = parse_page(&html::render(&report));
    let counts = text_content(&pieces, |_, attributes| attributes.get("class").is_some_and(|class| class == "counts"));
    let lines: Vec<&str> = counts.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let totals = &report.totals;
    let expected = [
        format!("programmes{}", totals.programmes),
        format!("as expected{}", totals.as_expected),
        format!("passing{}", totals.passing),
        format!("with mistakes to correct{}", totals.invalid),
        format!("could not be read{}", totals.unreadable),
        format!("skipped{}", totals.skipped),
    ];
    assert_eq!(lines, expected);
    assert_eq!(
        [totals.passing, totals.invalid, totals.unreadable, totals.skipped, totals.excused.total()],
        [1, 2, 1, 1, 2]
    );

    let glance = text_content(&pieces, |tag, attributes| tag == "section" && attributes["aria-labelledby"] == "glance");
    let findings = totals.findings;
    let sentence =
        format!("Findings: {} errors, {} warnings, {} notes.", findings.error, findings.warning, findings.note);
    assert!(glance.contains(&sentence), "{sentence} in {glance}");
    assert!(
        glance.contains("2 findings are excused: 1 allowed in descriptions and 1 already in the baseline."),
        "{glance}"
    );
    for block in &totals.blocks {
        let title = &report.pack.blocks.iter().find(|one| one.id == block.id).unwrap().title;
        let row = format!(
            "{title}: {} met, {} not stated, {} contradictory, {} not met",
            block.shown, block.open, block.contradictory, block.refuted
        );
        assert!(glance.contains(&row), "{row} in {glance}");
    }
    for (kind, counts) in &totals.kinds {
        let row = format!(
            "{}: {} certain, {} provisional",
            report.pack.kind_title(kind),
            counts.established,
            counts.provisional
        );
        assert!(glance.contains(&row), "{row} in {glance}");
    }
}

#[test]
fn the_page_contains_the_whole_report() {
    let report = full_report();
    let page = html::render(&report);
    let page_text: String = parse_page(&page)
        .into_iter()
        .filter_map(|piece| match piece {
            PageEvent::Text(text) => Some(text),
            _ => None,
        })
        .collect();
    for located in report.findings() {
        let message = located.finding.message.replace('`', "");
        assert!(page_text.contains(message.lines().next().unwrap()), "{message}");
        assert!(page_text.contains(&located.finding.code), "{}", located.finding.code);
    }
    for programme in &report.programmes[..2] {
        assert!(page_text.contains(&programme.verdict.sentence), "{}", programme.verdict.sentence);
    }
    for expected in [
        "Excused by a comment in the description, fixtures/real/hostnation.yaml, line 7. Reason given: known <i>and</i> accepted",
        "Excused by the baseline, baseline.json.",
        "Not as expected, but every finding against it is excused.",
        "The policy excuses a finding that is not there.",
        "shopping.yaml",
        report.tool.version,
        &report.pack.title,
        &report.pack.source,
    ] {
        assert!(page_text.contains(expected), "{expected}");
    }
    for once in [&report.pack.caution, &report.pack.spectrum.note] {
        assert_eq!(page_text.matches(once.as_str()).count(), 1, "{once}");
    }
}

/// The body without style, script and their digests, which are the same on every page.
fn body(report: &Report) -> String {
    let page = html::render(report);
    let body = page.split("<main").nth(1).unwrap().split("</main>").next().unwrap();
    let lines: Vec<&str> = body.lines().filter(|line| !line.trim().is_empty()).collect();
    format!("<main{}\n</main>", lines.join("\n"))
}

#[test]
fn one_programme() {
    insta::assert_snapshot!(body(&checker().check_all(real(&["hostnation"]))));
}

#[test]
fn the_head_of_a_portfolio() {
    let report = checker().check_all(real(&["acces-speed-mentoring", "duo-for-a-job", "hostnation"]));
    let body = body(&report);
    insta::assert_snapshot!(body.split("<section aria-labelledby=\"programmes\"").next().unwrap());
}

#[test]
fn a_page_is_a_function_of_the_report() {
    let report = full_report();
    assert_eq!(html::render(&report), html::render(&report));
}
