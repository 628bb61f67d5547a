//! Who said what.
