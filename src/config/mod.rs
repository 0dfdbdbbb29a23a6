//! Configuration: discovery, reading and resolution.

pub(crate) mod discover;
pub(crate) mod layers;
pub(crate) mod resolve;
pub(crate) mod rules;
pub(crate) mod scope;
