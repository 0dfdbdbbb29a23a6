//! Extracts the visible text of HTML and Markdown.

use html5gum::{DefaultEmitter, Token, Tokenizer};

/// Elements whose content is not rendered as text.
const SKIPPED_ELEMENTS: [&[u8]; 5] = [b"script", b"style", b"template", b"noscript", b"iframe"];

/// Elements that do not break a word.
const INLINE_ELEMENTS: [&[u8]; 26] = [
    b"a", b"abbr", b"acronym", b"b", b"bdi", b"bdo", b"big", b"cite", b"code", b"del", b"dfn", b"em", b"font", b"i",
    b"ins", b"kbd", b"mark", b"q", b"s", b"small", b"span", b"strong", b"sub", b"sup", b"u", b"wbr",
];

/// Extracts the text of a page: decodes character references, skips scripts and styles. Never fails: malformed markup
/// is tokenised as by a browser.
#[must_use]
pub fn extract_text(html: &str) -> String {
    let mut emitter = DefaultEmitter::default();
    // Without a tree builder, element names alone select the tokeniser state, as for scripts.
    emitter.naively_switch_states(true);
    let mut text = String::new();
    let mut skipped: Option<Vec<u8>> = None;
    for token in Tokenizer::new_with_emitter(html, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) if skipped.is_none() => {
                if SKIPPED_ELEMENTS.contains(&tag.name.as_slice()) {
                    skipped = Some(tag.name.to_vec());
                }
                break_word(&mut text, &tag.name);
            }
            Token::EndTag(tag) => {
                if skipped.as_deref() == Some(tag.name.as_slice()) {
                    skipped = None;
                }
                break_word(&mut text, &tag.name);
            }
            Token::String(chunk) if skipped.is_none() => text.push_str(&String::from_utf8_lossy(&chunk)),
            _ => {}
        }
    }
    text
}

/// Block elements end a word.
fn break_word(text: &mut String, name: &[u8]) {
    if !INLINE_ELEMENTS.contains(&name) {
        text.push('\n');
    }
}

/// Renders Markdown to HTML and extracts its text.
#[must_use]
pub fn extract_markdown_text(source: &str) -> String {
    use pulldown_cmark::{Options, Parser, html::push_html};
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    let mut html = String::new();
    push_html(&mut html, Parser::new_ext(source, options));
    extract_text(&html)
}

#[cfg(test)]
mod tests {
    use super::{extract_markdown_text, extract_text};

    fn normalize_space(text: &str) -> String {
        text.split_whitespace().collect::<Vec<_>>().join(" ")
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
            assert_eq!(normalize_space(&extract_text(html)), seen, "{html}");
        }
    }

    #[test]
    fn markdown_is_extracted_as_rendered() {
        for (source, seen) in [
            ("We pay *your*\n[travel costs](costs.html \"never\").", "We pay your travel costs."),
            ("> We pay\n> your travel costs.", "We pay your travel costs."),
            ("# Costs\n\n- one\n- two", "Costs one two"),
            ("a &amp; b <span>c</span>", "a & b c"),
            ("| a | b |\n|---|---|\n| c | d |", "a b c d"),
        ] {
            assert_eq!(normalize_space(&extract_markdown_text(source)), seen, "{source}");
        }
    }
}
