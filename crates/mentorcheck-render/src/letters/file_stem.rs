//! Names of files for letters.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The longest stem, in characters.
const MAX_LENGTH: usize = 60;
/// Letters that are no accented form of another one, as they are written without.
const WITHOUT_ACCENT: [(char, &str); 9] =
    [('æ', "ae"), ('ø', "o"), ('œ', "oe"), ('ß', "ss"), ('đ', "d"), ('ð', "d"), ('þ', "th"), ('ł', "l"), ('ı', "i")];
/// The stem for a name without a letter or digit.
const UNNAMED: &str = "letter";

/// The name of a file without its extension: the letters and digits of `name` without accents, in lower case, with
/// hyphens between words. It is never empty and contains no separator or dot.
#[must_use]
pub fn file_stem(name: &str) -> String {
    let mut stem = String::new();
    for ch in name.nfkd().filter(|ch| !is_combining_mark(*ch)).flat_map(char::to_lowercase) {
        if let Some((_, plain)) = WITHOUT_ACCENT.iter().find(|(letter, _)| *letter == ch) {
            stem.push_str(plain);
        } else if ch.is_alphanumeric() {
            stem.push(ch);
        } else if !stem.is_empty() && !stem.ends_with('-') {
            stem.push('-');
        }
    }
    // A long name ends with a whole word.
    let stem = match stem.char_indices().nth(MAX_LENGTH) {
        Some((end, _)) => &stem[..stem[..end].rfind('-').unwrap_or(end)],
        None => &stem,
    };
    let stem = stem.trim_end_matches('-');
    if stem.is_empty() { UNNAMED.to_owned() } else { stem.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::file_stem;

    #[test]
    fn names_of_files_are_safe() {
        for (name, stem) in [
            ("DUO for a JOB", "duo-for-a-job"),
            ("Solidarités (SNC)", "solidarites-snc"),
            ("Social mentorstøtte, Großstadt", "social-mentorstotte-grossstadt"),
            ("../../etc/passwd", "etc-passwd"),
            ("C:\\x.yaml", "c-x-yaml"),
            ("\u{202e}..", "letter"),
            ("", "letter"),
        ] {
            assert_eq!(file_stem(name), stem, "{name:?}");
        }
        assert_eq!(file_stem(&"a ".repeat(500)).len(), 59);
    }
}
