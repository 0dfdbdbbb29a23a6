//! Invariants for any input, one oracle per pipeline stage.
//!
//! An oracle takes bytes and panics if an invariant is violated. The fuzz targets and
//! `tests/integration/fuzz_regressions.rs` share the oracles, so nothing here depends on a fuzzer.

pub mod baseline;
pub mod check;
pub mod configuration;
pub mod documents;
pub mod evidence;
pub mod fix;
mod input;
mod judged;
mod markup;
pub mod ndjson;
pub mod pack;
pub mod schema;
pub mod source;
pub mod suppression;
pub mod template;
pub mod workbook;

use mentorcheck_core::{diagnostic::Finding, sanitize::is_unsafe};
use mentorcheck_yaml::{SourceFile, Span};

/// The only code whose span counts bytes of the file; the displayed text has replacement characters.
const NOT_UTF8: &str = "source/not-utf8";

/// The span is within the text and on character boundaries.
fn assert_span(span: Span, text: &SourceFile, what: &str) {
    let content = text.content();
    assert!(span.start <= span.end, "{what}: {span:?} ends before it begins");
    assert!(span.end <= content.len(), "{what}: {span:?} is beyond the {} bytes of the text", content.len());
    assert!(
        content.is_char_boundary(span.start) && content.is_char_boundary(span.end),
        "{what}: {span:?} is within a character"
    );
}

/// The finding has a message, and valid spans with the right lines and columns.
fn assert_finding(finding: &Finding, text: &SourceFile) {
    assert!(!finding.code.is_empty() && finding.message.len() > 1, "a finding without a message: {finding:?}");
    assert!(finding.help.as_ref().is_none_or(|help| !help.trim().is_empty()), "empty help: {finding:?}");
    for location in &finding.spans {
        if finding.code == NOT_UTF8 {
            assert_span(Span::new(location.byte_start, location.byte_start), text, NOT_UTF8);
        } else {
            assert_span(location.span(), text, &finding.code);
        }
        let position = text.line_col(location.byte_start);
        assert_eq!((location.line, location.column), (position.line, position.column), "{}", finding.code);
    }
}

/// No control or bidi characters reach the terminal.
fn assert_sanitized(shown: &str) {
    // Joiners and tags in words and emoji are text, and lines are broken after they are escaped.
    let is_joiner = |ch: char| matches!(ch, '\u{200c}' | '\u{200d}' | '\u{e0000}'..='\u{e007f}');
    let found = shown.chars().find(|ch| is_unsafe(*ch) && !is_joiner(*ch));
    assert!(found.is_none(), "{found:?} reaches the terminal in {shown:?}");
}
