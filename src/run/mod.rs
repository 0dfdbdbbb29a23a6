//! Runs over many inputs: a session, its worker pool and its output.

pub(crate) mod atomic_file;
pub(crate) mod fix;
pub(crate) mod merge;
pub(crate) mod ordered_pool;
pub(crate) mod session;
pub(crate) mod sink;
pub(crate) mod targets;
