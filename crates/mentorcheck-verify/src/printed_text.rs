//! Compares words with the text layer of a printed work, which breaks words anywhere.

use unicode_normalization::UnicodeNormalization;

/// The text without hyphens, white space and emphasis, in NFKC and with plain quotation marks.
///
/// Looser than what the evidence of programmes is held to: the quotations of a pack are the author's own, and the text
/// layer of a work has spaces and hyphens inside words.
pub(crate) fn normalize(text: &str) -> String {
    let plain_quote = |c: char| match c {
        '“' | '”' | '„' | '‟' | '«' | '»' => '"',
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | '´' | '`' => '\'',
        other => other,
    };
    let is_left_out = |c: char| {
        c.is_whitespace()
            || matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '*' | '_' | '-' | '\u{ad}' | '¬')
            || matches!(c, '\u{2010}'..='\u{2015}')
    };
    text.chars().map(plain_quote).nfkc().filter(|c| !is_left_out(*c)).collect()
}

#[cfg(test)]
mod tests {
    use super::normalize;

    #[test]
    fn hyphenation_and_spaces_are_left_out() {
        for printed in ["men¬toring to  work", "men-\ntoring to work", "men\u{ad}toring\nto work", "mentor ing to work"]
        {
            assert_eq!(normalize(printed), normalize("mentoring to work"), "{printed:?}");
        }
        assert_ne!(normalize("mentoring to work"), normalize("mentoring at work"));
    }
}
