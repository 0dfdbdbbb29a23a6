//! What the build has made of the schema of descriptions, so that a run which finds nothing wrong need not read all
//! of it.

use super::{shape::Shape, vocabulary::Vocabulary};

/// What descriptions look like that keep to the schema.
const SHAPE: &str = include_str!(concat!(env!("OUT_DIR"), "/shape.json"));

/// The vocabulary.
const VOCABULARY: &str = include_str!(concat!(env!("OUT_DIR"), "/vocabulary.json"));

/// What descriptions look like that keep to the schema.
pub(super) fn shape() -> Shape {
    serde_json::from_str(SHAPE).expect("the build has written it")
}

/// The vocabulary of descriptions.
pub(crate) fn vocabulary() -> Vocabulary {
    serde_json::from_str(VOCABULARY).expect("the build has written it")
}

#[cfg(test)]
mod tests {
    use super::{super::programme, *};

    #[test]
    fn what_the_build_has_made_says_what_the_schema_says() {
        assert_eq!(shape(), Shape::of(programme()));
        let read = Vocabulary::of(programme()).expect("it is a schema of descriptions");
        assert_eq!(format!("{:?}", vocabulary()), format!("{read:?}"));
    }
}
