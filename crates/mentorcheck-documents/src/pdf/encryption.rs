//! Undoes the encryption of files that open without a password; lopdf knows the algorithms.

use lopdf::{Document, EncryptionState, encryption::decrypt_object};

use super::object::{Dictionary, Object};

/// The nesting up to which values are converted.
const MAX_NESTING: usize = 48;

pub(super) struct Decryption(EncryptionState);

impl Decryption {
    /// None if the file needs a password, or is encrypted in an unknown way. `resolve` follows references.
    pub(super) fn new(resolve: &dyn Fn(&Object) -> Object, encrypt: &Dictionary, id: &Object) -> Option<Self> {
        let mut document = Document::new();
        // lopdf looks for it behind a reference only.
        document.objects.insert((1, 0), convert(resolve, &Object::Dictionary(encrypt.clone()), 0));
        document.trailer.set("Encrypt", lopdf::Object::Reference((1, 0)));
        document.trailer.set("ID", convert(resolve, id, 0));
        document.authenticate_password("").ok()?;
        EncryptionState::decode(&document, b"").ok().map(Self)
    }

    /// The value with its strings decrypted.
    pub(super) fn strings(&self, value: &Object, id: (u32, u16)) -> Object {
        match value {
            Object::String(bytes) => {
                let mut object = lopdf::Object::String(bytes.to_vec(), lopdf::StringFormat::Literal);
                let is_decrypted = decrypt_object(&self.0, id, &mut object).is_ok();
                match object {
                    lopdf::Object::String(bytes, _) if is_decrypted => Object::String(bytes.into()),
                    _ => Object::Null,
                }
            }
            Object::Array(values) => Object::Array(values.iter().map(|value| self.strings(value, id)).collect()),
            Object::Dictionary(entries) => {
                let entries = entries.iter().map(|(name, value)| (name.into(), self.strings(value, id)));
                Object::Dictionary(Dictionary::new(entries.collect()))
            }
            other => other.clone(),
        }
    }

    /// The decrypted bytes of a stream; none that could be read if it cannot be decrypted.
    pub(super) fn stream(&self, dictionary: &Dictionary, bytes: &[u8], id: (u32, u16)) -> Vec<u8> {
        let mut names = lopdf::Dictionary::new();
        for name in [&b"Type"[..], b"Filter", b"DecodeParms"] {
            names.set(name, convert_direct(dictionary.get(name), 0));
        }
        let mut object = lopdf::Object::Stream(lopdf::Stream::new(names, bytes.to_vec()));
        let is_decrypted = decrypt_object(&self.0, id, &mut object).is_ok();
        match object {
            lopdf::Object::Stream(stream) if is_decrypted => stream.content,
            _ => Vec::new(),
        }
    }
}

fn convert(resolve: &dyn Fn(&Object) -> Object, object: &Object, depth: usize) -> lopdf::Object {
    match resolve(object) {
        _ if depth > MAX_NESTING => lopdf::Object::Null,
        Object::Array(values) => {
            lopdf::Object::Array(values.iter().map(|value| convert(resolve, value, depth + 1)).collect())
        }
        Object::Dictionary(entries) => {
            let entries = entries.iter().map(|(name, value)| (name.to_vec(), convert(resolve, value, depth + 1)));
            lopdf::Object::Dictionary(entries.collect())
        }
        other => convert_direct(&other, depth),
    }
}

/// The value as lopdf has it, without what references lead to.
fn convert_direct(object: &Object, depth: usize) -> lopdf::Object {
    match object {
        Object::Boolean(value) => lopdf::Object::Boolean(*value),
        #[expect(clippy::cast_possible_truncation, reason = "whole numbers of a file are below 2^53")]
        Object::Number(number) if number.fract() == 0.0 => lopdf::Object::Integer(*number as i64),
        Object::Name(name) => lopdf::Object::Name(name.to_vec()),
        Object::String(bytes) => lopdf::Object::String(bytes.to_vec(), lopdf::StringFormat::Literal),
        Object::Array(values) if depth < MAX_NESTING => {
            lopdf::Object::Array(values.iter().map(|value| convert_direct(value, depth + 1)).collect())
        }
        Object::Dictionary(entries) if depth < MAX_NESTING => {
            let entries = entries.iter().map(|(name, value)| (name.to_vec(), convert_direct(value, depth + 1)));
            lopdf::Object::Dictionary(entries.collect())
        }
        _ => lopdf::Object::Null,
    }
}
