//! SHA-256 digests as they are written.

use mentorcheck_yaml::SourceFile;
use sha2::{Digest, Sha256};

/// The SHA-256 in hexadecimal digits, as `sha256sum` prints it.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}

/// The SHA-256 of what was submitted: of the form, if the description was made from one, else of its text.
#[must_use]
pub fn sha256_of_source(file: &SourceFile) -> String {
    let of_form = file.origin().and_then(|origin| origin.sha256.clone());
    of_form.unwrap_or_else(|| sha256(file.content().as_bytes()))
}

/// Base64 SHA-256 for the content security policy.
pub(crate) fn sha256_base64(content: &str) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digest = Sha256::digest(content);
    let group = |bytes: &[u8]| -> String {
        let bits = bytes.iter().fold(0_usize, |bits, byte| bits << 8 | usize::from(*byte)) << (8 * (3 - bytes.len()));
        let encode = |at: usize| char::from(ALPHABET[bits >> (18 - 6 * at) & 63]);
        (0..4).map(|at| if at <= bytes.len() { encode(at) } else { '=' }).collect()
    };
    digest.chunks(3).map(group).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn digests_match_the_csp_examples() {
        // The examples of the Content Security Policy standard.
        assert_eq!(super::sha256_base64("alert('Hello, world.');"), "qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=");
        assert_eq!(super::sha256_base64(""), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }
}
