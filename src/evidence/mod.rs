//! Evidence as a layer of its own: what bears out the facts that decide.
