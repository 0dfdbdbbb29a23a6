//! Extracts the visible text of HTML.

use html5gum::{DefaultEmitter, Token, Tokenizer};
use mentorcheck_core::evidence::passage::{DocumentText, Visibility};

use crate::{ExtractError, builder::TextBuilder};

/// Elements whose content is not rendered as text.
const SKIPPED_ELEMENTS: [&[u8]; 5] = [b"script", b"style", b"template", b"noscript", b"iframe"];

/// Elements that do not break a word.
const INLINE_ELEMENTS: [&[u8]; 26] = [
    b"a", b"abbr", b"acronym", b"b", b"bdi", b"bdo", b"big", b"cite", b"code", b"del", b"dfn", b"em", b"font", b"i",
    b"ins", b"kbd", b"mark", b"q", b"s", b"small", b"span", b"strong", b"sub", b"sup", b"u", b"wbr",
];

/// Extracts the text of a page: decodes character references, skips scripts and styles. Malformed markup is tokenised as
/// by a browser.
///
/// # Errors
/// When the text exceeds a limit.
pub(crate) fn extract(html: &str) -> Result<DocumentText, ExtractError> {
    let mut emitter = DefaultEmitter::default();
    // Without a tree builder, element names alone select the tokeniser state, as for scripts.
    emitter.naively_switch_states(true);
    let mut builder = TextBuilder::default();
    let mut skipped: Option<Vec<u8>> = None;
    for token in Tokenizer::new_with_emitter(html, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) if skipped.is_none() => {
                if SKIPPED_ELEMENTS.contains(&tag.name.as_slice()) {
                    skipped = Some(tag.name.to_vec());
                }
                end_block(&mut builder, &tag.name);
            }
            Token::EndTag(tag) => {
                if skipped.as_deref() == Some(tag.name.as_slice()) {
                    skipped = None;
                }
                end_block(&mut builder, &tag.name);
            }
            Token::String(chunk) if skipped.is_none() => {
                builder.push(&String::from_utf8_lossy(&chunk), Visibility::Visible, false)?;
            }
            _ => {}
        }
    }
    Ok(builder.finish())
}

/// Block elements end a passage.
fn end_block(builder: &mut TextBuilder, name: &[u8]) {
    if !INLINE_ELEMENTS.contains(&name) {
        builder.end_passage();
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::{DocumentText, extract};

    /// The visible text with single spaces.
    pub(crate) fn visible_text(text: &DocumentText) -> String {
        let passage = |runs: &Vec<mentorcheck_core::evidence::passage::Run>| {
            runs.iter().filter(|run| run.visibility.is_visible()).map(|run| run.text.as_str()).collect::<String>()
        };
        let passages: Vec<String> = text.passages.iter().map(|one| passage(&one.runs)).collect();
        passages.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn only_visible_text_is_extracted() {
        for (html, seen) in [
            ("<p>We pay <b>your</b> travel&nbsp;costs.</p>", "We pay your travel costs."),
            ("<p>caf&eacute; &amp; th&#233; &#x2019;s</p>", "café & thé ’s"),
            ("<script>if (a < b) { quote = '<p>never</p>'; }</script>seen", "seen"),
            ("<style>p::before { content: 'never' }</style>seen", "seen"),
            ("<template><p>never</p></template>seen", "seen"),
            ("<!-- never -->seen", "seen"),
            ("<p title='never'>seen", "seen"),
            ("<li>one<li>two", "one two"),
            ("wo<b>rd</b>s", "words"),
            ("one<br>two", "one two"),
            ("<title>Guide</title><h1>Guide</h1>", "Guide Guide"),
            ("a < b and <", "a < b and <"),
            ("<p", ""),
            ("<script>never", ""),
        ] {
            assert_eq!(visible_text(&extract(html).unwrap()), seen, "{html}");
        }
    }
}
