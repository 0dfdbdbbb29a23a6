//! Bytes → rule pack: a mutated pack either loads or is rejected with findings that locate every error.
//!
//! The first byte selects a file of a small pack, the second the mutation: the whole file, byte ranges, or lines
//! replaced by lines of any file, which stays close to what can be parsed.

use std::sync::LazyLock;

use super::{assert_finding, assert_sanitized, input::ChoiceReader};
use mentorcheck_core::{
    checker::Checker,
    input::Input as Described,
    pack::{Pack, PackContent, PackError, PackFile, PackFiles},
    schema::vocabulary,
};
use mentorcheck_render::{json, streaming::StreamingFormat, style};

macro_rules! file {
    ($place:literal) => {
        PackFile {
            path: concat!("pack/", $place).into(),
            relative_path: $place.into(),
            content: PackContent::Yaml(include_bytes!(concat!("../pack/", $place)).to_vec()),
        }
    };
}

/// The pack that is mutated: the smallest with every part.
static PACK_FILES: LazyLock<Vec<PackFile>> = LazyLock::new(|| {
    vec![
        file!("blocks/meeting.yaml"),
        file!("claims.yaml"),
        file!("concept.yaml"),
        file!("conditions.yaml"),
        file!("kinds/once.yaml"),
        file!("kinds/tea.yaml"),
    ]
});

/// The pack without a change.
pub(super) fn small_pack() -> Pack {
    PackFiles::new("pack", PACK_FILES.clone()).load(vocabulary()).expect("the pack of the fuzzer loads")
}

/// Constructed; checked with every pack that loads.
const DESCRIPTION: &str = "
programme: {name: Example, label: buddy}
purpose: {main: companionship}
mentor: {gains: [friendship, nothing-else]}
relationship: {contact: one-off, role: means}
";

/// # Panics
/// If an invariant is violated.
pub fn check_invariants(bytes: &[u8]) {
    let files = mutate(bytes);
    match PackFiles::new("pack", files.clone()).load(vocabulary()) {
        Ok(pack) => assert_usable(pack),
        Err(error) => assert_rejection(&error, &files),
    }
}

/// # Panics
/// If the mutated pack does not load.
pub fn check_loads(bytes: &[u8]) {
    assert_usable(PackFiles::new("pack", mutate(bytes)).load(vocabulary()).expect("pack loads"));
}

fn mutate(bytes: &[u8]) -> Vec<PackFile> {
    let mut input = ChoiceReader::new(bytes);
    let index = input.below(PACK_FILES.len());
    let mut files = PACK_FILES.clone();
    let bytes = match input.below(3) {
        0 => input.rest().to_vec(),
        1 => replace_ranges(bytes_of(&PACK_FILES[index]), &mut input),
        _ => replace_lines(bytes_of(&PACK_FILES[index]), &mut input),
    };
    files[index].content = PackContent::Yaml(bytes);
    files
}

/// A pack that loads can be used, and its text output is safe for terminals.
fn assert_usable(pack: Pack) {
    let checker = Checker::builder(pack).build();
    let content = Ok(DESCRIPTION.into());
    let report = checker.check_all([Described {
        path: "tea.yaml".into(),
        first_document: 0,
        is_explicit: true,
        content,
        origin: None,
    }]);
    assert_eq!(report.programmes.len(), 1);
    assert!(!json::render(&report).is_empty());
    assert_sanitized(
        &StreamingFormat::Text(style::TextOptions { full: true, width: 100, ..style::TextOptions::default() })
            .render_all(&report)
            .map(|text| String::from_utf8_lossy(&text).into_owned())
            .expect("text has no limit"),
    );
}

/// Every error has a location in its file, unless the file is no text.
fn assert_rejection(error: &PackError, files: &[PackFile]) {
    assert!(!error.files.is_empty(), "refused without a file");
    for file in &error.files {
        let text = file.file.content();
        assert!(!file.findings.is_empty(), "refused without a finding: {text:?}");
        let missing = file.findings.iter().all(|finding| finding.code == "pack/missing-file");
        assert!(missing || files.iter().any(|other| other.path == file.path), "{} is not in the pack", file.path);
        for finding in &file.findings {
            assert_finding(finding, &file.file);
            let help = finding.help.as_deref().unwrap_or_default();
            assert!(!help.is_empty(), "no help: {finding:?}");
            let has_location = !finding.spans.is_empty() || text.is_empty();
            assert!(missing || has_location, "an error without a location: {finding:?} in {text:?}");
        }
    }
}

/// Replaces byte ranges by other bytes.
fn replace_ranges(file: &[u8], input: &mut ChoiceReader<'_>) -> Vec<u8> {
    let mut file = file.to_vec();
    while !input.is_empty() {
        let at = input.two_bytes() % (file.len() + 1);
        let end = (at + usize::from(input.byte())).min(file.len());
        let length = usize::from(input.byte());
        file.splice(at..end, input.bytes(length).iter().copied());
    }
    file
}

fn bytes_of(file: &PackFile) -> &[u8] {
    let PackContent::Yaml(bytes) = &file.content else { unreachable!("none is embedded") };
    bytes
}

/// Replaces lines by lines of any file.
fn replace_lines(file: &[u8], input: &mut ChoiceReader<'_>) -> Vec<u8> {
    let mut lines: Vec<&[u8]> = file.split(|byte| *byte == b'\n').collect();
    while !input.is_empty() {
        let at = input.two_bytes() % (lines.len() + 1);
        let end = (at + input.below(4)).min(lines.len());
        let other = bytes_of(&PACK_FILES[input.below(PACK_FILES.len())]);
        let from = input.two_bytes();
        let count = input.below(8);
        let other_lines: Vec<&[u8]> = other.split(|byte| *byte == b'\n').collect();
        let from = from % other_lines.len();
        lines.splice(at..end, other_lines[from..other_lines.len().min(from + count)].iter().copied());
    }
    lines.join(&b'\n')
}
