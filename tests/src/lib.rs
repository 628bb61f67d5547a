//! Whole-pipeline tests of dixit; the tests themselves stand in `tests/tests/`.
